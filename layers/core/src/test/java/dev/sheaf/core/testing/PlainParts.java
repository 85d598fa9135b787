package dev.sheaf.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.zone.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A small engine in plain Java: a part is a line that names it and its columns,
 * then one JSON array per row, of the canonical texts of all columns, the source, the upload's hash and the offset.
 * Each few lines are a row group.
 */
public final class PlainParts implements PartReader {
  private static final int GROUP_ROWS = 3;

  private final Lake lake;

  public PlainParts(Lake lake) {
    this.lake = lake;
  }

  /** As {@link PartWriter#write(RowSource, PartWriter.Provenance, Path)}. */
  public static long write(RowSource rows, PartWriter.Provenance provenance, Path file) {
    return write(lines(rows, provenance), rows.schema(), file);
  }

  /** As {@link PartWriter#writeSorted}. */
  public static long writeSorted(
      RowSource rows, PartWriter.Provenance provenance, List<String> key, Path file) {
    List<Line> lines = lines(rows, provenance);
    lines.sort(byKey(rows.schema(), key).thenComparing(Line::offset));
    return write(lines, rows.schema(), file);
  }

  private static List<Line> lines(RowSource rows, PartWriter.Provenance provenance) {
    List<Line> lines = new ArrayList<>();
    RowBatch batch = new RowBatch(rows.schema());
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        lines.add(
            new Line(
                texts(batch, rows.schema(), row),
                provenance.source(),
                provenance.uploadHash(),
                batch.offset(row)));
      }
    }
    return lines;
  }

  /** As {@link PartWriter#writeTraced}. */
  public static long writeTraced(RowSource rows, Path file) {
    int visible = rows.schema().size() - 2;
    List<Line> lines = new ArrayList<>();
    RowBatch batch = new RowBatch(rows.schema());
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        List<@Nullable String> texts = texts(batch, rows.schema(), row);
        lines.add(
            new Line(
                texts.subList(0, visible),
                String.valueOf(texts.get(visible + 1)),
                ((ColumnVector.Longs) batch.column(visible)).value(row),
                batch.offset(row)));
      }
    }
    return write(lines, new RowSchema(rows.schema().fields().subList(0, visible)), file);
  }

  /** The rows of a part. */
  public static List<Line> rows(byte[] part) {
    return lines(new String(part, UTF_8));
  }

  /** A part whose rows say that they are of other uploads. */
  public static byte[] withUploads(byte[] part, UnaryOperator<Long> uploads) {
    String text = new String(part, UTF_8);
    StringBuilder changed = new StringBuilder(text.substring(0, text.indexOf('\n') + 1));
    lines(text)
        .forEach(
            line ->
                changed
                    .append(
                        new Line(line.texts, line.source, uploads.apply(line.upload), line.offset)
                            .json())
                    .append('\n'));
    return changed.toString().getBytes(UTF_8);
  }

  /**
   * A row as it is written.
   *
   * @param texts of the visible columns
   * @param upload hash of the upload
   */
  public record Line(List<@Nullable String> texts, String source, long upload, long offset) {
    /** Source, hash and offset. */
    public String trace() {
      return "%s/%d/%d".formatted(source, upload, offset);
    }

    String json() {
      ArrayNode array = Json.mapper().createArrayNode();
      texts.forEach(array::add);
      return array.add(source).add(upload).add(offset).toString();
    }

    static Line parse(String json) {
      try {
        JsonNode array = Json.mapper().readTree(json);
        int columns = array.size() - 3;
        List<@Nullable String> texts = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          texts.add(array.get(column).isNull() ? null : array.get(column).asText());
        }
        return new Line(
            texts,
            array.get(columns).asText(),
            array.get(columns + 1).asLong(),
            array.get(columns + 2).asLong());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static long write(List<Line> lines, RowSchema schema, Path file) {
    if (lines.isEmpty()) {
      return 0;
    }
    StringBuilder text =
        new StringBuilder(file.getParent().getFileName() + " " + Json.write(schema) + "\n");
    lines.forEach(line -> text.append(line.json()).append('\n'));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.size();
  }

  private static List<Line> lines(String text) {
    return text.lines().skip(1).map(Line::parse).toList();
  }

  private static List<@Nullable String> texts(RowBatch batch, RowSchema schema, int row) {
    List<@Nullable String> texts = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      ColumnVector values = batch.column(column);
      texts.add(
          values.isNull(row)
              ? null
              : ValueText.of(schema.fields().get(column).type(), values, row));
    }
    return texts;
  }

  @Override
  public Sliced open(Part part, RowSchema visible) {
    String text = new String(lake.require(part.key()), UTF_8);
    List<String> lines = text.lines().toList();
    RowSchema schema = schema(lines.get(0));
    List<RowGroup> groups = new ArrayList<>();
    for (int from = 1; from < lines.size(); from += GROUP_ROWS) {
      List<Line> group = rows(lines.subList(from, end(lines, from)), schema, visible);
      groups.add(group(groups.size(), visible, group));
    }
    return new Sliced() {
      @Override
      public List<RowGroup> rowGroups() {
        return groups;
      }

      @Override
      public void copy(List<Integer> ordinals, Path file) {
        List<Line> copied = new ArrayList<>();
        for (int ordinal : ordinals) {
          int from = 1 + ordinal * GROUP_ROWS;
          lines.subList(from, end(lines, from)).forEach(line -> copied.add(Line.parse(line)));
        }
        write(copied, schema, file);
      }
    };
  }

  private static int end(List<String> lines, int from) {
    return Math.min(lines.size(), from + GROUP_ROWS);
  }

  private static RowSchema schema(String header) {
    return Json.read(header.substring(header.indexOf(' ')).getBytes(UTF_8), RowSchema.class);
  }

  /** Lines with the values of the columns that are asked for, NULL where there are none. */
  private static List<Line> rows(List<String> lines, RowSchema inPart, RowSchema visible) {
    int[] places =
        visible.fields().stream()
            .mapToInt(
                field ->
                    IntStream.range(0, inPart.size())
                        .filter(
                            place ->
                                field.isColumn(
                                    inPart.fields().get(place).name(),
                                    inPart.fields().get(place).id()))
                        .findFirst()
                        .orElse(-1))
            .toArray();
    List<Line> rows = new ArrayList<>();
    for (String text : lines) {
      Line line = Line.parse(text);
      List<@Nullable String> texts = new ArrayList<>();
      for (int place : places) {
        texts.add(place < 0 ? null : line.texts().get(place));
      }
      rows.add(new Line(texts, line.source(), line.upload(), line.offset()));
    }
    return rows;
  }

  private static RowGroup group(int ordinal, RowSchema schema, List<Line> lines) {
    Zones zones = new Zones(schema);
    RowBatch batch = new RowBatch(schema);
    lines.forEach(line -> append(line, schema, batch));
    zones.add(batch);
    long bytes = lines.stream().mapToLong(line -> line.json().getBytes(UTF_8).length + 1).sum();
    return new RowGroup(ordinal, lines.size(), 0, bytes, zones.zoneMap());
  }

  @Override
  public boolean hasIds(Path file) {
    try {
      return schema(Files.readAllLines(file).get(0)).fields().stream()
          .allMatch(field -> field.id() != null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OpenRows inOrder(List<Path> files, RowSchema visible) {
    return new Rows(lines(files, visible), visible);
  }

  private static List<Line> lines(List<Path> files, RowSchema visible) {
    List<Line> lines = new ArrayList<>();
    for (Path file : files) {
      try {
        List<String> text = Files.readAllLines(file);
        lines.addAll(rows(text.subList(1, text.size()), schema(text.get(0)), visible));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  @Override
  public OpenRows sorted(List<Path> files, RowSchema visible, KeyRange range) {
    List<Line> lines = lines(files, visible);
    // Nothing may depend on the order of the rows of one key.
    Collections.reverse(lines);
    List<String> to = range.to();
    lines.removeIf(
        line ->
            compare(line, range.columns(), range.from(), visible) < 0
                || to != null && compare(line, range.columns(), to, visible) >= 0);
    lines.sort(byKey(visible, range.columns()));
    return new Rows(lines, visible);
  }

  /** Lines as rows. */
  private static final class Rows implements OpenRows {
    private final List<Line> lines;
    private final RowSchema visible;
    private int next;

    Rows(List<Line> lines, RowSchema visible) {
      this.lines = lines;
      this.visible = visible;
    }

    @Override
    public RowSchema schema() {
      return Traced.byUpload(visible);
    }

    @Override
    public void fill(RowBatch batch) {
      batch.clear();
      // Few at a time, so that keys go on from batch to batch.
      for (int end = Math.min(lines.size(), next + 2); next < end; next++) {
        append(lines.get(next), visible, batch);
      }
    }

    @Override
    public void close() {}
  }

  private static void append(Line line, RowSchema schema, RowBatch batch) {
    for (int column = 0; column < schema.size(); column++) {
      set(
          schema.fields().get(column),
          batch.column(column),
          batch.rows(),
          line.texts().get(column));
    }
    if (batch.schema().size() > schema.size()) {
      ((ColumnVector.Longs) batch.column(schema.size())).set(batch.rows(), line.upload());
    }
    batch.commitRow(line.offset());
  }

  private static void set(
      RowSchema.Field field, ColumnVector vector, int row, @Nullable String text) {
    if (text == null) {
      vector.setNull(row);
      return;
    }
    if (vector instanceof ColumnVector.Longs longs) {
      longs.set(row, longOf(field.type(), text));
    } else if (vector instanceof ColumnVector.Doubles doubles) {
      doubles.set(row, Double.parseDouble(text));
    } else if (vector instanceof ColumnVector.WideDecimals decimals) {
      BigInteger unscaled = new BigDecimal(text).unscaledValue();
      decimals.set(row, unscaled.shiftRight(Long.SIZE).longValueExact(), unscaled.longValue());
    } else if (vector instanceof ColumnVector.Texts texts) {
      byte[] utf8 = text.getBytes(UTF_8);
      texts.append(row, utf8, 0, utf8.length);
    }
  }

  private static long longOf(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> text.equals("true") ? 1 : 0;
      case BIGINT -> Long.parseLong(text);
      case DATE -> LocalDate.parse(text).toEpochDay();
      case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
      case DECIMAL -> new BigDecimal(text).unscaledValue().longValueExact();
      case DOUBLE, VARCHAR, JSON -> throw new AssertionError(type);
    };
  }

  private static Comparator<Line> byKey(RowSchema schema, List<String> key) {
    return (one, other) ->
        compare(
            one,
            key,
            key.stream()
                .map(name -> String.valueOf(other.texts().get(index(schema, name))))
                .toList(),
            schema);
  }

  /** By the first columns of the key, as many as the bound has. */
  private static int compare(Line line, List<String> key, List<String> bound, RowSchema schema) {
    for (int column = 0; column < bound.size(); column++) {
      int place = index(schema, key.get(column));
      RowSchema.Field field = schema.fields().get(place);
      ColumnVector values = ColumnVector.of(field.type(), 2);
      set(field, values, 0, line.texts().get(place));
      set(field, values, 1, bound.get(column));
      int order = values.compare(0, values, 1);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int index(RowSchema schema, String name) {
    List<String> names = schema.fields().stream().map(field -> Column.fold(field.name())).toList();
    return names.indexOf(Column.fold(name));
  }
}
