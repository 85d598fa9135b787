package dev.sheaf.keeper;

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
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.run.TaskMessage;
import java.util.Map;
import java.util.Set;

/** A segment was tried as often as its queue allows: judges it. */
public final class DeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.SEGMENTS_QUEUE_URL);

  private final DeadLetters deadLetters;

  public DeadLetterHandler() {
    this(System.getenv());
  }

  public DeadLetterHandler(Map<String, String> environment) {
    this.deadLetters = new Assembly(environment, READS).wiring().deadLetters();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    LambdaLogger log = context.getLogger();
    return BatchResponses.each(event, log, message -> consider(message, log));
  }

  private void consider(SQSMessage message, LambdaLogger log) {
    if (deadLetters.consider(TaskMessage.parse(message.getBody()))
        == DeadLetters.Verdict.GIVEN_UP) {
      Notice.GIVEN_UP_TASK.log(log, message.getBody());
    }
  }
}
