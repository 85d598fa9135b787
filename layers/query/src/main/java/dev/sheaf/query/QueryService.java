package dev.sheaf.query;

import dev.sheaf.core.Ports;
import dev.sheaf.core.index.IndexReader;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Snapshot;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Lake;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.engine.result.SnapshotExport;
import dev.sheaf.engine.sql.SelectStatement;
import dev.sheaf.engine.sql.SqlQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that only reads. All methods throw {@link QueryException} where the request is at
 * fault, and {@link dev.sheaf.core.store.TransientException} where trying again may help.
 */
public final class QueryService {
  private final SnapshotFinder finder;
  private final Lake lake;
  private final LookupPlanner lookups;
  private final PartFetcher fetcher;
  private final ReadPlanner planner;
  private final ReadLimits limits;
  private final Path scratch;

  /**
   * @param scratch folder for the files of queries under way
   */
  public QueryService(Ports ports, ReadLimits limits, Path scratch) {
    this.finder =
        new SnapshotFinder(
            ports.datasets(),
            ports.snapshots(),
            new Snapshots(new ManifestStore(ports.lake()), ports.snapshots()));
    this.lake = ports.lake();
    this.lookups = new LookupPlanner(finder, new IndexReader(ports.index()));
    this.fetcher = new PartFetcher(lake);
    this.planner = new ReadPlanner(fetcher);
    this.limits = limits;
    this.scratch = scratch;
  }

  /** Names of all datasets, sorted. */
  public List<String> datasets() {
    return finder.datasets();
  }

  /** All snapshots of a dataset, oldest first. */
  public List<SnapshotRecord> snapshots(String dataset) {
    return finder.snapshots(dataset);
  }

  /**
   * What a snapshot holds and where it comes from.
   *
   * @param version null: the newest
   */
  public SnapshotSummary show(String dataset, @Nullable Integer version) {
    return SnapshotSummary.of(finder.manifest(dataset, version));
  }

  /** Answers a query. Each dataset is read at one version, found once. */
  public QueryAnswer query(QueryRequest request) {
    return answered((duckDb, folder) -> answer(request, duckDb, folder));
  }

  /** What a query would read, of each dataset; nothing but footers of parts is read for it. */
  public List<ReadPlan> explain(QueryRequest request) {
    try (ReadFolder folder = ReadFolder.in(scratch);
        LockedDuckDb duckDb =
            LockedDuckDb.open(limits.engine(), folder.path(), List.of(folder.path()))) {
      SelectStatement select = SelectStatement.parse(duckDb, request.sql());
      return plan(request, select).stream().map(ReadPlan::of).toList();
    }
  }

  /** Finds the rows that have a key. Of parts, the row groups alone are read that may hold it. */
  public LookupAnswer lookup(LookupRequest request) {
    SnapshotRecord snapshot = finder.snapshot(request.dataset(), request.version());
    LookupPlan plan = lookups.plan(snapshot, request);
    return answered(
        (duckDb, folder) -> new Lookup(lake, limits, plan).answer(snapshot, duckDb, folder));
  }

  /** What it opens belongs to the answer, or is closed if there is none. */
  private <T> T answered(BiFunction<LockedDuckDb, ReadFolder, T> work) {
    ReadFolder folder = ReadFolder.in(scratch);
    LockedDuckDb duckDb = null;
    try {
      duckDb = LockedDuckDb.open(limits.engine(), folder.path(), List.of(folder.path()));
      return work.apply(duckDb, folder);
    } catch (RuntimeException e) {
      try (ReadFolder last = folder;
          LockedDuckDb then = duckDb) {
        throw e;
      }
    }
  }

  /**
   * Writes the visible rows of a snapshot to a local file.
   *
   * @param version null: the newest
   * @return the number of rows
   */
  public long export(String dataset, @Nullable Integer version, OutputFormat format, Path target) {
    PlannedRead read = PlannedRead.whole(finder.open(finder.snapshot(dataset, version)));
    requireAffordable(List.of(read));
    try (ReadFolder folder = ReadFolder.in(scratch)) {
      QueryTable table = read.fetch(fetcher, folder.path());
      return new SnapshotExport(limits.engine(), folder.path())
          .write(table.schema(), table.files(), format, target);
    }
  }

  private QueryAnswer answer(QueryRequest request, LockedDuckDb duckDb, ReadFolder folder) {
    SelectStatement select = SelectStatement.parse(duckDb, request.sql());
    List<PlannedRead> reads = plan(request, select);
    requireAffordable(reads);
    List<QueryTable> tables =
        reads.stream().map(read -> read.fetch(fetcher, folder.path())).toList();
    QueryResult rows = new SqlQuery(duckDb, limits.query()).run(select, tables);
    return new QueryAnswer(versions(reads), reading(reads), rows, duckDb, folder);
  }

  private List<PlannedRead> plan(QueryRequest request, SelectStatement select) {
    List<PlannedRead> reads = new ArrayList<>();
    for (String dataset : select.tables()) {
      Snapshot snapshot = finder.open(finder.snapshot(dataset, choice(request, select, dataset)));
      reads.add(
          select.countsOnly(dataset)
              ? PlannedRead.counted(snapshot)
              : planner.plan(snapshot, select.predicates(dataset)));
    }
    return reads;
  }

  /** The snapshot that the request asks for, of the dataset it means. */
  private static SnapshotChoice choice(
      QueryRequest request, SelectStatement select, String dataset) {
    Integer pinned = request.pinned().get(dataset);
    if (pinned != null) {
      return new SnapshotChoice.Version(pinned);
    }
    SnapshotChoice choice = request.snapshot();
    if (choice.match(newest -> true, version -> false, asOf -> true, tagged -> false)) {
      return choice;
    }
    if (request.dataset() == null && select.tables().size() > 1) {
      throw new QueryException(
          "the query reads %s; say of which dataset %s is"
              .formatted(String.join(", ", select.tables()), choice));
    }
    if (request.dataset() != null && !select.tables().contains(request.dataset())) {
      throw new QueryException(
          "%s is of dataset '%s', which the query does not read"
              .formatted(choice, request.dataset()));
    }
    boolean meant = request.dataset() == null || request.dataset().equals(dataset);
    return meant ? choice : new SnapshotChoice.Newest();
  }

  private void requireAffordable(List<PlannedRead> reads) {
    long bytes = reads.stream().mapToLong(PlannedRead::bytes).sum();
    if (bytes > limits.maxFetchedBytes()) {
      throw new QueryException(
          ("%d parts of %.1f MB in all would have to be read, and the limit is %.1f MB;"
                  + " add conditions such as column >= constant, by which parts can be left out")
              .formatted(
                  reads.stream().mapToInt(read -> read.reading().parts()).sum(),
                  bytes / 1e6,
                  limits.maxFetchedBytes() / 1e6));
    }
  }

  private static Map<String, Integer> versions(List<PlannedRead> reads) {
    Map<String, Integer> versions = new HashMap<>();
    reads.forEach(read -> versions.put(read.snapshot().dataset(), read.snapshot().version()));
    return versions;
  }

  private static QueryAnswer.Reading reading(List<PlannedRead> reads) {
    return reads.stream()
        .map(PlannedRead::reading)
        .reduce(QueryAnswer.Reading.NOTHING, QueryAnswer.Reading::plus);
  }
}
