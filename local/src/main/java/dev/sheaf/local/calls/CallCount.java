package dev.sheaf.local.calls;

import dev.sheaf.local.dispatch.Conditions;
import dev.sheaf.local.dispatch.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Fair conditions under which all remote calls are counted that the functions make, and the pollers
 * of their queues. What the table's calls consume, the table is asked to say.
 */
public final class CallCount implements Conditions {
  /** Who takes messages from the queues to the functions; on AWS, Lambda does. */
  public static final String POLLERS = "pollers";

  /**
   * What a poller gets after it has waited in vain: a matter of time, not of work. One that is cut
   * short by the end is not counted.
   */
  public static final String EMPTY_RECEIVE = "ReceiveMessage (empty)";

  private static final String CAPACITY_ASKED = "ReturnConsumedCapacity";
  private static final String CAPACITY_TOLD = "ConsumedCapacity";

  private final Map<Call, CallTally> tallies = new TreeMap<>();

  @Override
  public Optional<Object> run(
      Invocation invocation, Object event, Callable<Optional<Object>> function) throws Exception {
    return CallScope.with(new Counter(invocation.functionId()), function);
  }

  @Override
  public Runnable thread(Runnable work) {
    return () -> {
      try {
        CallScope.with(
            new Counter(POLLERS),
            () -> {
              work.run();
              return work;
            });
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError("a Runnable throws no checked exception", e);
      }
    };
  }

  /** What was counted so far. */
  public synchronized Map<Call, CallTally> tallies() {
    return new TreeMap<>(tallies);
  }

  private synchronized void count(Call call, CallTally tally) {
    tallies.merge(call, tally, CallTally::plus);
  }

  private final class Counter implements ExecutionInterceptor {
    private final String caller;

    Counter(String caller) {
      this.caller = caller;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      SdkRequest request = context.request();
      for (SdkField<?> field : request.sdkFields()) {
        if (field.memberName().equals(CAPACITY_ASKED)) {
          SdkRequest.Builder asking = request.toBuilder();
          field.set(asking, ReturnConsumedCapacity.TOTAL.toString());
          return asking.build();
        }
      }
      return request;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof ReceiveMessageRequest)) {
        count(call(attributes), new CallTally(1, 0));
      }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      Call call = call(attributes);
      if (context.response() instanceof ReceiveMessageResponse received) {
        String operation = received.messages().isEmpty() ? EMPTY_RECEIVE : call.operation();
        count(new Call(caller, call.service(), operation), new CallTally(1, 0));
      }
      count(call, new CallTally(0, units(context.response())));
    }

    /** The table does not say what a condition that fails costs: as much as the write would have. */
    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      if (context.exception() instanceof ConditionalCheckFailedException) {
        count(call(attributes), new CallTally(0, 1));
      }
    }

    private Call call(ExecutionAttributes attributes) {
      return new Call(
          caller,
          attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
          attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }

  private static double units(SdkResponse response) {
    return response
        .getValueForField(CAPACITY_TOLD, Object.class)
        .map(told -> told instanceof List<?> several ? several : List.of(told))
        .stream()
        .flatMap(List::stream)
        .mapToDouble(one -> ((ConsumedCapacity) one).capacityUnits())
        .sum();
  }
}
