package dev.sheaf.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.TransientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is logged of a message that failed: one line of JSON, without the message's body. */
final class FailureLine {
  private FailureLine() {}

  static String of(SQSMessage message, RuntimeException failure) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", failure instanceof TransientException ? "WARN" : "ERROR");
    line.put("message", "message failed: " + failure.getMessage());
    line.put("messageId", message.getMessageId());
    line.put("queue", queue(message));
    line.put("receives", attribute(message, "ApproximateReceiveCount"));
    line.put("group", attribute(message, "MessageGroupId"));
    line.put("error", failure.getClass().getName());
    line.put("stack", stack(failure));
    line.values().removeIf(""::equals);
    return Json.write(line);
  }

  private static String queue(SQSMessage message) {
    String arn = message.getEventSourceArn() == null ? "" : message.getEventSourceArn();
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private static String attribute(SQSMessage message, String name) {
    return message.getAttributes() == null ? "" : message.getAttributes().getOrDefault(name, "");
  }

  private static String stack(RuntimeException failure) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }
}
