package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.testing.Dialects;
import dev.sheaf.core.zone.Zones;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four times the rows, and no more on the heap. */
final class AllocationTest {
  /** So many that the buffers have their final size. */
  private static final int ROWS = 50_000;

  /** What buffers may come to that depend on chance, such as where a record is cut. */
  private static final double NOTHING = 0.5;

  private static final Column[] COLUMNS = {
    column("id", "bigint").required().min("0").build(),
    column("amount", "decimal(18,2)").min("0").build(),
    column("wide", "decimal(38,4)").build(),
    column("day", "date").build(),
    column("at", "timestamp").formats("yyyy-MM-dd HH:mm:ss").zone("Asia/Seoul").build(),
    column("name", "varchar").trim().nulls("NA").build(),
    column("score", "double").build(),
    column("good", "boolean").build(),
    column("tags", "json").build(),
  };

  private static final Definition COLUMNS_ALONE =
      Reading.definition(UnknownColumns.REJECT, COLUMNS);
  private static final Definition WITH_EXTRAS = Reading.definition(UnknownColumns.KEEP, COLUMNS);
  private static final TextLayout CSV =
      TextLayout.csv(Dialects.rfc4180(), Stream.of(COLUMNS).map(Column::name).toList(), 0);
  private static final TextLayout NDJSON = TextLayout.ndjson(0);

  @Test
  void readingCsvAllocatesNothingPerRow() {
    assertThat(perRow(csv(), CSV, schema -> batch -> {})).isLessThan(NOTHING);
  }

  @Test
  void readingNdjsonAllocatesNothingPerRow() {
    assertThat(perRow(ndjson(), NDJSON, schema -> batch -> {})).isLessThan(NOTHING);
  }

  @Test
  void zonesAllocateNothingPerRow() {
    assertThat(perRow(csv(), CSV, schema -> new Zones(schema)::add)).isLessThan(NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void theFingerprintAllocatesNothingPerRow(FingerprintVersion version) {
    assertThat(perRow(csv(), CSV, schema -> version.hasher(schema)::add)).isLessThan(NOTHING);
  }

  private static double perRow(
      byte[] few, TextLayout layout, Function<RowSchema, Consumer<RowBatch>> consumer) {
    byte[] many = ByteBuffer.allocate(4 * few.length).put(few).put(few).put(few).put(few).array();
    allocated(few, layout, consumer); // Loads classes.
    double growth = allocated(many, layout, consumer) - allocated(few, layout, consumer);
    return growth / (3 * ROWS);
  }

  /** Bytes that this thread allocates while it reads the upload. */
  private static long allocated(
      byte[] upload, TextLayout layout, Function<RowSchema, Consumer<RowBatch>> consumer) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                upload.length,
                layout,
                layout == CSV ? COLUMNS_ALONE : WITH_EXTRAS,
                "default",
                0,
                upload.length,
                1 << 24),
            new BytesReader(upload),
            null,
            reject -> {
              throw new AssertionError(reject);
            });
    RowBatch batch = new RowBatch(reader.schema());
    Consumer<RowBatch> taker = consumer.apply(reader.schema());
    for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
      taker.accept(batch);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(reader.outcome().counts().rows()).isPositive();
    return allocated;
  }

  private static byte[] csv() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d.%02d,%d99999999999999999999.5,2024-%02d-%02d,2024-03-05 %02d:%02d:59,\"%s\",%s,%s,\"[{}, 1]\"%n",
              row,
              row % 5000,
              row % 100,
              row,
              1 + row % 12,
              1 + row % 28,
              row % 24,
              row % 60,
              row % 7 == 0 ? "two \"\"lines\"\"\nsp\u00e4ter" : " name " + row,
              row % 3 == 0 ? "0.1234567890123456789e-5" : "1.5",
              row % 2 == 0 ? "true" : "false"));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Escapes, nested values, keys that are no columns, and keys that not every line has. */
  private static byte[] ndjson() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(
          String.format(
              Locale.ROOT,
              "{\"id\":%d, \"amount\":%d.%02d, \"wide\":\"%d99999999999999999999.5\", \"day\":\"2024-%02d-%02d\",%s "
                  + "\"name\":\"%s\", \"score\":%s, \"good\":%s, \"more\":{\"k\":[]}, \"tags\":[\"x\", {\"n\":-1.5e3}]}%n",
              row,
              row % 5000,
              row % 100,
              row,
              1 + row % 12,
              1 + row % 28,
              row % 3 == 0 ? "" : " \"at\":\"2024-03-05 11:%02d:59\",".formatted(row % 60),
              row % 7 == 0
                  ? "two \\\"lines\\\"\\nsp\u00e4ter \\u6f22 \\ud83d\\ude00"
                  : " name " + row,
              row % 3 == 0 ? "0.1234567890123456789e-5" : "null",
              row % 2 == 0 ? "true" : "false"));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
