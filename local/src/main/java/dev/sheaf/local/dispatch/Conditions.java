package dev.sheaf.local.dispatch;

import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What may befall messages on their way and functions at work, within what SQS and Lambda allow.
 * Called by many threads.
 */
public interface Conditions {
  /** Every message arrives, once and at once, and nothing disturbs a function. */
  Conditions FAIR = new Conditions() {};

  /** What becomes of a message that its queue has given. */
  default Fate fate(Message message) {
    return Fate.ARRIVES;
  }

  /** Runs a function, on the thread on which it is to run; what it throws comes out. */
  default Optional<Object> run(
      Invocation invocation, Object event, Callable<Optional<Object>> function) throws Exception {
    return function.call();
  }

  /** Whether messages get lost: then those that are sent to make up for lost ones do, too. */
  default boolean lossy() {
    return false;
  }

  /** What a thread of the dispatcher is to do instead; it polls, and runs functions. */
  default Runnable thread(Runnable work) {
    return work;
  }
}
