package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.InvocationLog;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.keeper.Sweeper;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: helps on what stands still. */
public final class SweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES,
          Setting.ANNOUNCEMENTS,
          Setting.STALL_SECONDS);

  private final Sweeper sweeper;

  public SweepHandler() {
    this(System.getenv());
  }

  public SweepHandler(Map<String, String> environment) {
    this.sweeper = new Assembly(environment, READS).sweeper();
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    return InvocationLog.of(context, sweeper::sweep);
  }
}
