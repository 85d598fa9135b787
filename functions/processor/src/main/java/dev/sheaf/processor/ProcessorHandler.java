package dev.sheaf.processor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.BatchResponses;
import dev.sheaf.aws.Notice;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.processing.SegmentProcessor;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.engine.sql.DuckDbEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A segment waits: reads it, and records what came of it. */
public final class ProcessorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.HINTS_QUEUE_URL);

  private final SegmentProcessor processor;

  public ProcessorHandler() {
    this(System.getenv());
  }

  public ProcessorHandler(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, READS, Assembly.readAhead());
    Path scratch =
        Assembly.scratch(
            Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    this.processor = sheaf.wiring().processor(DuckDbEngine.over(sheaf.ports().lake(), scratch));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    LambdaLogger log = context.getLogger();
    return BatchResponses.each(event, log, message -> process(message, log));
  }

  private void process(SQSMessage message, LambdaLogger log) {
    TaskMessage task = TaskMessage.parse(message.getBody());
    if (processor.process(task, BatchResponses.delivery(message))
        == SegmentProcessor.Completion.CONTRADICTED) {
      Notice.CONTRADICTED_TASK.log(log, task.body());
    }
  }
}
