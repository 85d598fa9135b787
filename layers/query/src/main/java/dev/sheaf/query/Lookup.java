package dev.sheaf.query;

import dev.sheaf.core.index.IndexEntry;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.parquet.PartObject;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.engine.sql.KeySlice;
import dev.sheaf.engine.sql.SqlQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One look-up under way: fetches the row groups that may hold the key, and picks the rows that do. */
final class Lookup {
  private final Lake lake;
  private final ReadLimits limits;
  private final LookupPlan plan;
  private final KeySlice slice;
  private int calls;
  private int rowGroups;
  private int prunedRowGroups;
  private int readParts;
  private int lookedInto;
  private long bytes;

  Lookup(Lake lake, ReadLimits limits, LookupPlan plan) {
    this.lake = lake;
    this.limits = limits;
    this.plan = plan;
    this.slice = new KeySlice(plan.schema(), plan.column(), plan.key());
    this.calls = plan.calls();
  }

  LookupAnswer answer(SnapshotRecord snapshot, LockedDuckDb duckDb, ReadFolder folder) {
    List<Path> files = new ArrayList<>();
    for (IndexEntry candidate : plan.candidates()) {
      Path file = folder.path().resolve("slice-%06d.parquet".formatted(files.size()));
      if (fetch(candidate, file)) {
        files.add(file);
      }
    }
    QueryResult rows =
        new SqlQuery(duckDb, limits.query())
            .run(
                slice.select(duckDb, snapshot.dataset()),
                List.of(new QueryTable(snapshot.dataset(), plan.schema(), files)));
    QueryAnswer.Reading reading =
        new QueryAnswer.Reading(readParts, plan.parts() - readParts, prunedRowGroups, bytes);
    return new LookupAnswer(
        new QueryAnswer(
            Map.of(snapshot.dataset(), snapshot.version()), reading, rows, duckDb, folder),
        new LookupAnswer.Effort(
            plan.parts(), plan.candidates().size(), rowGroups, calls, bytes, snapshot.bytes()));
  }

  private boolean fetch(IndexEntry candidate, Path file) {
    ObjectVersion object =
        lake.find(candidate.part())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "part %s is missing; has its snapshot expired?"
                            .formatted(lake.uri(candidate.part()))));
    try (ObjectReader reader = lake.store().open(object)) {
      PartObject part =
          new PartObject(lake.uri(candidate.part()), object.sizeBytes(), candidate.footer());
      KeySlice.Slice fetched = slice.fetch(reader, part, file);
      calls += 1 + fetched.fetched().reads();
      bytes += fetched.fetched().bytes();
      rowGroups += fetched.rowGroups();
      prunedRowGroups += fetched.total() - fetched.rowGroups();
      readParts += fetched.rowGroups() > 0 ? 1 : 0;
      lookedInto++;
      requireAffordable();
      return fetched.rowGroups() > 0;
    }
  }

  private void requireAffordable() {
    if (bytes > limits.maxFetchedBytes()) {
      throw new QueryException(
          "%d of %d candidate parts took %.1f MB, and the limit is %.1f MB; look up by a column whose values lie together"
              .formatted(
                  lookedInto,
                  plan.candidates().size(),
                  bytes / 1e6,
                  limits.maxFetchedBytes() / 1e6));
    }
  }
}
