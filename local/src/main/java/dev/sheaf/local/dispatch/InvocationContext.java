package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sheaf.local.template.LambdaFunction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a function about its invocation. */
final class InvocationContext implements Context {
  static final String VERSION = "$LATEST";

  private final Invocation invocation;
  private final LambdaFunction function;
  private final String functionArn;
  private final Instant deadline;
  private final InstantSource clock;
  private final LambdaLogger logger;

  InvocationContext(
      Invocation invocation,
      LambdaFunction function,
      String functionArn,
      InstantSource clock,
      PrintStream log) {
    this.invocation = invocation;
    this.function = function;
    this.functionArn = functionArn;
    this.deadline = clock.instant().plus(function.timeout());
    this.clock = clock;
    this.logger = new StreamLogger(log);
  }

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return VERSION;
  }

  @Override
  public String getInvokedFunctionArn() {
    return functionArn;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long left = Duration.between(clock.instant(), deadline).toMillis();
    return (int) Math.max(0, Math.min(left, Integer.MAX_VALUE));
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }

  /** One line per entry, whether or not the function ends it. */
  private record StreamLogger(PrintStream log) implements LambdaLogger {
    @Override
    public void log(String message) {
      log.println(message.stripTrailing());
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }
}
