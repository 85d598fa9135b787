package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.Notice;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.keeper.Expiry;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: gives up snapshots that are not retained. */
public final class ExpiryHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS = Set.of(Setting.LAKE_BUCKET, Setting.TABLE);

  private final Expiry expiry;

  public ExpiryHandler() {
    this(System.getenv());
  }

  public ExpiryHandler(Map<String, String> environment) {
    this.expiry = new Assembly(environment, READS).wiring().expiry();
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    expiry
        .expire()
        .forEach(
            one ->
                Notice.EXPIRED_SNAPSHOT.log(
                    context.getLogger(), one.dataset() + " version " + one.version()));
    return null;
  }
}
