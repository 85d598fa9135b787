package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.InvocationLog;
import dev.sheaf.aws.Notice;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.keeper.Reconciler;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: takes up uploads whose event was lost. */
public final class ReconcileHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LANDING_BUCKET,
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES);

  /** An event of a younger object may be on its way. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Reconciler reconciler;

  public ReconcileHandler() {
    this(System.getenv());
  }

  public ReconcileHandler(Map<String, String> environment) {
    this.reconciler = new Assembly(environment, READS).reconciler(PATIENCE);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    InvocationLog.of(context, reconciler::reconcile)
        .missed()
        .forEach(key -> Notice.MISSED_UPLOAD.log(context.getLogger(), key));
    return null;
  }
}
