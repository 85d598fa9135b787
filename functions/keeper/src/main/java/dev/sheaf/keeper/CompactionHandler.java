package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.merge.CompactionSizes;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: asks for the compaction of datasets with many small parts. */
public final class CompactionHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.HINTS_QUEUE_URL);

  private final Compactor compactor;

  public CompactionHandler() {
    this(System.getenv());
  }

  public CompactionHandler(Map<String, String> environment) {
    this.compactor = new Assembly(environment, READS).wiring().compactor(CompactionSizes.DEFAULT);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    compactor.compact();
    return null;
  }
}
