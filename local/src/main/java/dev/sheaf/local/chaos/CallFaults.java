package dev.sheaf.local.chaos;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What befalls the remote calls of one run of a function. Each attempt of the SDK is a call of its
 * own, so the SDK's retries see the errors and work as they do against AWS.
 */
final class CallFaults implements ExecutionInterceptor {
  /** The fatal call is one of the first so many; early ones are likelier, for most runs are short. */
  private static final int LAST_FATAL_CALL_EXPONENT = 7;

  private final Dice dice;
  private final Chaos chaos;
  private final Thread function = Thread.currentThread();
  private final int fatalCall;
  private int calls;
  private boolean dead;
  private boolean failing;

  /** For the run that begins on this thread. */
  CallFaults(Dice dice, Chaos chaos) {
    this.dice = dice;
    this.chaos = chaos;
    this.fatalCall =
        dice.of("doomed") < Fault.DIED.rate()
            ? (int) Math.pow(2, LAST_FATAL_CALL_EXPONENT * dice.of("fatal call"))
            : 0;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (elsewhere()) {
      return;
    }
    String call = ErrorAnswer.call(attributes);
    requireLife(call);
    calls++;
    chaos.count(Fault.Occasion.CALL);
    if (calls == fatalCall && !tookEffect(call)) {
      die(call);
    }
    failing = dice.of(call, calls, "fails") < Fault.FAILED.rate();
    if (failing) {
      chaos.count(Fault.FAILED);
      if (!tookEffect(call)) {
        throw ErrorAnswer.throttling(attributes);
      }
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (elsewhere()) {
      return;
    }
    String call = ErrorAnswer.call(attributes);
    requireLife(call);
    if (calls == fatalCall) {
      die(call);
    }
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return failing && !elsewhere()
        ? ErrorAnswer.response(context.httpResponse(), attributes)
        : context.httpResponse();
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (!failing || elsewhere()) {
      return context.responseBody();
    }
    context.responseBody().ifPresent(CallFaults::close);
    return Optional.of(
        new ByteArrayInputStream(ErrorAnswer.body(attributes).getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads ahead of a function go on without it, and are repeated by it where they fail. */
  private boolean elsewhere() {
    return Thread.currentThread() != function;
  }

  /** Whether this call dies or fails after its effect, or before. */
  private boolean tookEffect(String call) {
    return dice.of(call, calls, "effect") < 0.5;
  }

  /** A function that has died does nothing any more, not even to clean up. */
  private void requireLife(String call) {
    if (dead) {
      throw new HandlerDeath(call);
    }
  }

  private void die(String call) {
    dead = true;
    chaos.count(Fault.DIED);
    throw new HandlerDeath(call);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
