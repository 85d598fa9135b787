package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.Reading.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever the texts, what databases write with their escapes is read back as it was. */
class DatabaseTextProperties {
  /** How a program writes a text that is not NULL. */
  enum Writer {
    POSTGRESQL {
      @Override
      String field(String text) {
        return letters(text, "\\\b\f\n\r\t\u000B", "\\bfnrtv");
      }

      /** It has none in texts. */
      @Override
      String writable(String text) {
        return text.replace("\0", "");
      }
    },
    CLICKHOUSE {
      @Override
      String field(String text) {
        return letters(text, "\\\b\f\n\r\t\0'", "\\bfnrt0'");
      }
    },
    MYSQL {
      @Override
      String field(String text) {
        return letters(text, "\\\n\t\0", "\\\n\t0");
      }

      /** It writes a carriage return as it is, which in front of a line end is part of that. */
      @Override
      String writable(String text) {
        return text.replaceFirst("\r+$", "");
      }
    },
    MYSQL_ENCLOSED {
      @Override
      String field(String text) {
        return '"' + letters(text, "\\\n\"\0", "\\\n\"0") + '"';
      }

      @Override
      Source.Builder source() {
        return super.source().quote('"');
      }
    };

    abstract String field(String text);

    String writable(String text) {
      return text;
    }

    Source.Builder source() {
      return Source.builder()
          .format(Format.CSV)
          .delimiter('\t')
          .escapes(Source.Escapes.C)
          .header(Source.Header.ABSENT);
    }

    /** The text with a backslash and a letter in place of each of some characters. */
    static String letters(String text, String characters, String letters) {
      return text.chars()
          .mapToObj(
              read -> {
                int at = characters.indexOf(read);
                return at < 0 ? Character.toString(read) : "\\" + letters.charAt(at);
              })
          .collect(Collectors.joining());
    }
  }

  @Property(tries = 1000)
  void whatIsWrittenReadsBackEqual(
      @ForAll Writer writer,
      @ForAll("rows") List<List<@Nullable String>> texts,
      @ForAll @IntRange(min = 1, max = 40) int segmentBytes) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (List<@Nullable String> row : texts) {
      List<@Nullable String> writable = new ArrayList<>();
      row.forEach(text -> writable.add(text == null ? null : writer.writable(text)));
      rows.add(writable);
      file.append(
          writable.stream()
              .map(text -> text == null ? "\\N" : writer.field(text))
              .collect(Collectors.joining("\t", "", "\n")));
    }
    byte[] upload = file.toString().getBytes(StandardCharsets.UTF_8);
    Definition definition =
        Reading.definition(
            UnknownColumns.REJECT,
            rows.get(0).size() == 1
                ? new Column[] {column("a", "varchar").build()}
                : new Column[] {column("a", "varchar").build(), column("b", "varchar").build()});
    TextLayout layout =
        LayoutDetector.detect(
            new Head(upload, upload.length),
            writer.source().build(),
            "d/u.tsv",
            definition.columns().stream().map(Column::name).toList());

    List<Result> read = new Reading(upload, layout, definition).chunkBytes(16).cut(segmentBytes);

    assertThat(read.stream().flatMap(part -> part.rejects().stream())).isEmpty();
    assertThat(
            read.stream()
                .flatMap(part -> part.rows().stream())
                .map(row -> row.substring(row.indexOf(' ') + 1)))
        .isEqualTo(rows.stream().map(Json::write).toList());
  }

  @Provide
  Arbitrary<List<List<@Nullable String>>> rows() {
    Arbitrary<@Nullable String> texts =
        Arbitraries.frequencyOf(
                Tuple.of(
                    3,
                    Arbitraries.of(
                        Arrays.asList(
                            "\\", "N", "\n", "\t", "\r", "\0", "\b", "\"", "'", "n", "é", "😀", " ",
                            ",", "\u000B", "\f", "\u001A"))),
                Tuple.of(
                    1, Arbitraries.strings().ofMaxLength(3).filter(DatabaseTextProperties::isText)))
            .list()
            .ofMaxSize(6)
            .map(pieces -> String.join("", pieces))
            .injectNull(0.15);
    return Arbitraries.integers()
        .between(1, 2)
        .flatMap(columns -> texts.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(6));
  }

  /** Neither half a character nor a mark that is a byte order mark where a file begins. */
  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf('\uFEFF') < 0;
  }
}
