package dev.sheaf.bench.contender;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.Tiling;
import dev.sheaf.core.framing.TilingVerdict;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sheaf without its parts of Parquet: segments as the planner cuts them, and for each its summary,
 * strict UTF-8, all columns validated, rejects with their reasons, fingerprint and exact means; at
 * the end the proof that the segments tile the file.
 */
final class SheafContender implements Contender {
  private static final String SOURCE = "bench";
  private static final Definition ORDERS =
      DefinitionParser.parse(
          "orders.yaml",
          """
          dataset: orders
          columns:
            order_id: { type: bigint, required: true }
            placed_at: { type: timestamp, required: true }
            customer_id: { type: bigint, required: true }
            category: { type: varchar, required: true }
            quantity: { type: bigint, required: true }
            price: { type: "decimal(18,2)", required: true }
            shipped_on: { type: date, required: true }
            note: varchar
          """);

  private final int workers;

  SheafContender(int workers) {
    this.workers = workers;
  }

  private record Read(SegmentOutcome outcome, Fingerprint fingerprint, GroupMeans means) {}

  @Override
  public Answer read(Path file) throws Exception {
    long size;
    TextLayout layout;
    try (FileReader reader = new FileReader(file)) {
      size = reader.size();
      List<String> names = ORDERS.columns().stream().map(Column::name).toList();
      Head head = Head.read(reader, size);
      layout = LayoutDetector.detect(head, Source.detected(), file.toString(), names);
    }
    Cuts cuts = new Cuts(layout.dataStart(), size, Cuts.segmentBytes(size));
    List<Read> reads = readAll(file, layout, cuts);
    requireVerified(cuts, reads);
    return answer(reads);
  }

  private List<Read> readAll(Path file, TextLayout layout, Cuts cuts) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Read>> futures =
          IntStream.range(0, cuts.count())
              .mapToObj(index -> threads.submit(() -> read(file, layout, cuts, index, null)))
              .toList();
      List<Read> reads = new ArrayList<>();
      for (Future<Read> future : futures) {
        reads.add(future.get());
      }
      repair(reads, file, layout, cuts);
      return reads;
    } finally {
      threads.shutdown();
    }
  }

  /** Reads again what was read from a wrong guess. */
  private static void repair(List<Read> reads, Path file, TextLayout layout, Cuts cuts) {
    if (verdict(cuts, reads) instanceof TilingVerdict.Repair repair) {
      for (TilingVerdict.Redo redo : repair.redos()) {
        reads.set(redo.index(), read(file, layout, cuts, redo.index(), redo.startState()));
      }
    }
  }

  private static Read read(
      Path file, TextLayout layout, Cuts cuts, int index, @Nullable RecordState forced) {
    SegmentReader.Segment segment =
        new SegmentReader.Segment(
            cuts.size(),
            layout,
            ORDERS,
            SOURCE,
            cuts.from(index),
            cuts.to(index),
            SegmentReader.DEFAULT_MAX_RECORD_BYTES);
    GroupMeans means = new GroupMeans();
    try (FileReader reader = new FileReader(file)) {
      SegmentReader rows = new SegmentReader(segment, reader, forced, reject -> {});
      RowHasher hasher = FingerprintVersion.NEWEST.hasher(rows.schema());
      RowBatch batch = new RowBatch(rows.schema());
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        hasher.add(batch);
        means.add(batch);
      }
      return new Read(rows.outcome(), hasher.fingerprint(), means);
    }
  }

  private static TilingVerdict verdict(Cuts cuts, List<Read> reads) {
    return new Tiling(
            cuts.dataStart(), cuts.size(), reads.stream().map(read -> read.outcome.span()).toList())
        .verdict();
  }

  private static void requireVerified(Cuts cuts, List<Read> reads) {
    TilingVerdict verdict = verdict(cuts, reads);
    if (!(verdict instanceof TilingVerdict.Verified)) {
      throw new IllegalStateException("the segments do not tile the file: " + verdict);
    }
  }

  private static Answer answer(List<Read> reads) {
    Counts counts = Counts.NONE;
    Fingerprint fingerprint = Fingerprint.ZERO;
    GroupMeans means = new GroupMeans();
    for (Read read : reads) {
      counts = counts.plus(read.outcome.counts());
      fingerprint = fingerprint.plus(read.fingerprint);
      means.add(read.means);
    }
    return new Answer(
        counts.rows(),
        counts.rejects(),
        means.means(),
        "%d segments, fingerprint %s".formatted(reads.size(), fingerprint));
  }
}
