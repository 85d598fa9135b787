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
import dev.sheaf.core.processing.SegmentWork;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.sql.DuckDbTransformCompiler;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

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
    Assembly sheaf = new Assembly(environment, READS, readAhead());
    Path scratch =
        Assembly.scratch(
            Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    this.processor =
        new SegmentProcessor(
            sheaf.documents(),
            sheaf.runs(),
            sheaf.hints(),
            new SegmentWork(
                sheaf.store(),
                sheaf.settings().lakeBucket(),
                sheaf.definitions(),
                new DuckDbPartWriter(EngineLimits.DEFAULT, scratch),
                new DuckDbTransformCompiler(scratch),
                scratch,
                Assembly::uniqueName),
            Assembly::uniqueName);
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

  /** Threads that fetch the next range while this one is parsed; they do not hold the JVM. */
  private static Executor readAhead() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "read-ahead");
          thread.setDaemon(true);
          return thread;
        });
  }
}
