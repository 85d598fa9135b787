package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.Admission;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.record.Tables.Table;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/**
 * Any table, written in any dialect and encoding with its columns in any order and one of them under
 * another name, reads back equal, wherever it is cut.
 */
@Domain(Tables.class)
@Domain(DomainContext.Global.class)
class DialectRoundTripProperties {
  private static final String PRICE = "Preis (€)";

  /** How a table is written. */
  record Style(Source source, String lineEnd, Encoding encoding) {}

  @Property(tries = 300)
  void whatIsWrittenReadsBackEqual(
      @ForAll Table table,
      @ForAll("styles") Style style,
      @ForAll @IntRange(min = 16, max = 300) int segmentBytes,
      @ForAll Random random) {
    Table written = new Table(table.rows().stream().map(row -> writable(row, style)).toList());
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, Tables.COLUMNS.size()).boxed().toList());
    Collections.shuffle(order, random);
    byte[] upload =
        new Writer(style, random).text(written, order).getBytes(style.encoding().charset());
    List<String> names = Tables.COLUMNS.stream().map(Column::name).toList();
    TextLayout layout =
        LayoutDetector.detect(new Head(upload, upload.length), style.source(), "d/u.csv", names);
    if (layout.dataStart() == upload.length) {
      assertThat(written.rows()).isEmpty();
      return;
    }

    List<Result> read =
        new Reading(upload, layout, definition(style.source())).chunkBytes(64).cut(segmentBytes);

    assertThat(read.stream().flatMap(part -> part.rejects().stream())).isEmpty();
    assertThat(read.stream().flatMap(part -> part.rows().stream()).map(row -> values(row)))
        .isEqualTo(written.rows().stream().map(Json::write).toList());
    assertThat(read.stream().map(Result::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus))
        .isEqualTo(written.fingerprint(FingerprintVersion.V1));
  }

  private static Definition definition(Source source) {
    return new Definition(
        "d",
        Map.of("default", source),
        Tables.COLUMNS,
        UnknownColumns.REJECT,
        1.0,
        Admission.ON_UPLOAD,
        List.of());
  }

  private static String values(String row) {
    return row.substring(row.indexOf(' ') + 1);
  }

  /** The row with what the dialect has no way to write in place of what it has not. */
  private static List<@Nullable String> writable(List<@Nullable String> row, Style style) {
    boolean onlyLines = style.source().quotedNewlines() == Source.QuotedNewlines.FORBIDDEN;
    List<@Nullable String> writable = new ArrayList<>();
    for (String text : row) {
      writable.add(text != null && onlyLines ? text.replace('\n', '_').replace('\r', '_') : text);
    }
    return writable;
  }

  /** Writes fields as some program might: quotes where needed, and elsewhere as it likes. */
  private static final class Writer {
    private final Style style;
    private final Random random;
    private final String quote;

    Writer(Style style, Random random) {
      this.style = style;
      this.random = random;
      this.quote = style.source().quote() == null ? "\"" : style.source().quote().toString();
    }

    String text(Table table, List<Integer> order) {
      StringBuilder text = new StringBuilder();
      record(text, order.stream().map(i -> name(Tables.COLUMNS.get(i).name())).toList());
      for (List<@Nullable String> row : table.rows()) {
        List<@Nullable String> fields = new ArrayList<>();
        order.forEach(column -> fields.add(row.get(column)));
        record(text, fields);
        if (random.nextInt(10) == 0) {
          text.append(style.lineEnd()); // a blank line
        }
      }
      return text.toString();
    }

    private static String name(String column) {
      return column.equals("price") ? PRICE : column;
    }

    private void record(StringBuilder text, List<@Nullable String> fields) {
      for (int i = 0; i < fields.size(); i++) {
        text.append(i == 0 ? "" : style.source().delimiter().toString());
        String field = fields.get(i);
        if (field != null) {
          text.append(field.isEmpty() || random.nextInt(3) == 0 ? quoted(field) : plain(field));
        }
      }
      text.append(style.lineEnd());
    }

    private String plain(String field) {
      Source source = style.source();
      boolean special =
          field.contains(quote)
              || field.contains("\n")
              || field.contains("\r")
              || contains(field, source.delimiter())
              || contains(field, source.escape())
              || contains(field, source.comment());
      return special ? quoted(field) : field;
    }

    private String quoted(String field) {
      Character escape = style.source().escape();
      if (escape == null) {
        return quote + field.replace(quote, quote + quote) + quote;
      }
      String escaped = field.replace(escape.toString(), escape.toString() + escape);
      String mark = random.nextBoolean() ? escape.toString() : quote;
      return quote + escaped.replace(quote, mark + quote) + quote;
    }

    private static boolean contains(String field, @Nullable Character mark) {
      return mark != null && field.indexOf(mark) >= 0;
    }
  }

  @Provide
  Arbitrary<Style> styles() {
    Arbitrary<Encoding> encodings =
        Arbitraries.of(Encoding.UTF_8, Encoding.UTF_16LE, Encoding.UTF_16BE, Encoding.GB18030);
    return Combinators.combine(
            Arbitraries.of(',', ';', '\t', '^'),
            Arbitraries.of('"', '\'', '`', null),
            Arbitraries.of('\\', '@', null, null),
            Arbitraries.of('#', null),
            Arbitraries.of(Source.QuotedNewlines.class),
            Arbitraries.of("\n", "\r\n", "\r"),
            encodings)
        .as(
            (delimiter, quote, escape, comment, newlines, lineEnd, encoding) ->
                new Style(
                    new Source(
                        Format.CSV,
                        encoding,
                        0,
                        delimiter,
                        quote,
                        escape,
                        comment,
                        newlines,
                        Source.Header.PRESENT,
                        Map.of(PRICE, "price")),
                    lineEnd,
                    encoding));
  }
}
