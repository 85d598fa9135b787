package dev.sheaf.segmenter;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.InvocationLog;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.intake.Intake;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: takes up all uploads that wait, as one run per dataset. */
public final class ScheduledSegmenterHandler
    implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS = SegmenterHandler.READS;

  private final Intake intake;

  public ScheduledSegmenterHandler() {
    this(System.getenv());
  }

  public ScheduledSegmenterHandler(Map<String, String> environment) {
    this.intake = new Assembly(environment, READS).intake();
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    return InvocationLog.of(context, intake::admitWaiting);
  }
}
