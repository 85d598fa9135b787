package dev.sheaf.integrator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.BatchResponses;
import dev.sheaf.aws.InvocationLog;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.commit.HintConsumer;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.engine.sql.DuckDbEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A run may be complete: verifies it, and commits what is. Or somebody asks for an operation: carries
 * it out.
 */
public final class IntegratorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.ANNOUNCEMENTS);

  private final HintConsumer hints;

  public IntegratorHandler() {
    this(System.getenv());
  }

  public IntegratorHandler(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, READS);
    Path scratch =
        Assembly.scratch(
            Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    this.hints =
        sheaf
            .wiring()
            .hintConsumer(DuckDbEngine.over(sheaf.ports().lake(), scratch), MergeSizes.DEFAULT);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return InvocationLog.of(
        context,
        () ->
            BatchResponses.each(
                event,
                context.getLogger(),
                message -> hints.accept(HintMessage.parse(message.getBody()))));
  }
}
