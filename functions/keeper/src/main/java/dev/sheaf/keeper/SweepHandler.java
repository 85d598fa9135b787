package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.keeper.Sweeper;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: helps on what stands still. */
public final class SweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS = Keeper.SWEEP_READS;

  private final Sweeper sweeper;

  public SweepHandler() {
    this(System.getenv());
  }

  public SweepHandler(Map<String, String> environment) {
    this.sweeper = Keeper.sweeper(environment);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    sweeper.sweep();
    return null;
  }
}
