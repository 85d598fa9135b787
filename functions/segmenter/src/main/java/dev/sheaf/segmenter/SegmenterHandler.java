package dev.sheaf.segmenter;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.InvocationLog;
import dev.sheaf.aws.S3Names;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.intake.Intake;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects were created in the landing bucket: takes them up. */
public final class SegmenterHandler implements RequestHandler<S3Event, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES);

  private final Intake intake;

  public SegmenterHandler() {
    this(System.getenv());
  }

  public SegmenterHandler(Map<String, String> environment) {
    this.intake = new Assembly(environment, READS).intake();
  }

  @Override
  public @Nullable Void handleRequest(S3Event event, Context context) {
    return InvocationLog.of(context, () -> intake.admit(S3Names.of(event)));
  }
}
