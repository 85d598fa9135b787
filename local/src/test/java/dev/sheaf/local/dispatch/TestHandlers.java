package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Handlers that do what the test says, which they find by a variable of their environment. */
public final class TestHandlers {
  private TestHandlers() {}

  public static final class Work implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Script script;

    public Work(Map<String, String> environment) {
      script = Script.of(environment);
      script.workInstances.incrementAndGet();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      return script.work.handle(event, context);
    }
  }

  public static final class Ordered implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Script script;

    public Ordered(Map<String, String> environment) {
      script = Script.of(environment);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      return script.ordered.handle(event, context);
    }
  }

  public static final class Uploads implements RequestHandler<S3Event, Void> {
    private final Script script;

    public Uploads(Map<String, String> environment) {
      script = Script.of(environment);
    }

    @Override
    public Void handleRequest(S3Event event, Context context) {
      return script.uploads.handle(event, context);
    }
  }

  public static final class Ticks implements RequestHandler<ScheduledEvent, Void> {
    private final Script script;

    public Ticks(Map<String, String> environment) {
      script = Script.of(environment);
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
      return script.ticks.handle(event, context);
    }
  }

  public static final class Echo implements RequestStreamHandler {
    public Echo(Map<String, String> environment) {
      Script.of(environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      input.transferTo(output);
    }
  }
}
