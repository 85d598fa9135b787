package dev.sheaf.local.dispatch;

import dev.sheaf.core.json.Json;
import dev.sheaf.local.template.LambdaFunction;
import dev.sheaf.local.template.Stack;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Writes the record of an invocation that was given up, as Lambda does, to a queue. */
final class FailureDestination {
  private final SqsClient sqs;
  private final UnaryOperator<String> urlOfArn;
  private final Stack stack;
  private final InstantSource clock;
  private final InvocationListener listener;

  FailureDestination(
      SqsClient sqs,
      UnaryOperator<String> urlOfArn,
      Stack stack,
      InstantSource clock,
      InvocationListener listener) {
    this.sqs = sqs;
    this.urlOfArn = urlOfArn;
    this.stack = stack;
    this.clock = clock;
    this.listener = listener;
  }

  void send(
      String queueArn,
      LambdaFunction function,
      Invocation invocation,
      Object event,
      Throwable error) {
    try {
      String body = Json.write(record(function, invocation, event, error));
      sqs.sendMessage(request -> request.queueUrl(urlOfArn.apply(queueArn)).messageBody(body));
    } catch (SdkException e) {
      listener.trouble("cannot write to the failure destination of " + function.id(), e);
    }
  }

  private Map<String, Object> record(
      LambdaFunction function, Invocation invocation, Object event, Throwable error) {
    return Map.of(
        "version", "1.0",
        "timestamp", clock.instant(),
        "requestContext",
            Map.of(
                "requestId",
                invocation.requestId(),
                "functionArn",
                stack.arn("lambda", "function:" + function.name())
                    + ":"
                    + InvocationContext.VERSION,
                "condition",
                "RetriesExhausted",
                "approximateInvokeCount",
                invocation.attempt()),
        "requestPayload", payload(event),
        "responseContext",
            Map.of(
                "statusCode",
                200,
                "executedVersion",
                InvocationContext.VERSION,
                "functionError",
                "Unhandled"),
        "responsePayload",
            Map.of(
                "errorMessage", Objects.toString(error.getMessage(), ""),
                "errorType", error.getClass().getName(),
                "stackTrace", Arrays.stream(error.getStackTrace()).map(Object::toString).toList()));
  }

  private static Object payload(Object event) {
    return Json.read(new String(EventJson.of(event), StandardCharsets.UTF_8), Object.class);
  }
}
