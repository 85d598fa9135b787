package dev.sheaf.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.Notice;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.Wiring;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.keeper.Orphans;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule has come round: removes objects of the lake, and items of indexes, that nothing refers to. */
public final class OrphanHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS = Set.of(Setting.LAKE_BUCKET, Setting.TABLE);

  private final Orphans orphans;
  private final IndexOrphans indexOrphans;

  public OrphanHandler() {
    this(System.getenv());
  }

  public OrphanHandler(Map<String, String> environment) {
    Wiring sheaf = new Assembly(environment, READS).wiring();
    this.orphans = sheaf.orphans();
    this.indexOrphans = sheaf.indexOrphans();
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    orphans
        .remove()
        .forEach(orphan -> Notice.REMOVED_ORPHAN.log(context.getLogger(), orphan.uri()));
    indexOrphans
        .remove(Instant.now())
        .forEach(item -> Notice.REMOVED_ORPHAN.log(context.getLogger(), item.toString()));
    return null;
  }
}
