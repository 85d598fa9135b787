package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.upload.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutDetectorTest {
  private static final Source HEADERLESS =
      source(null, null, null, null, Source.Header.ABSENT, Source.QuotedNewlines.ALLOWED);

  static Stream<Arguments> delimiters() {
    return Stream.of(
        Arguments.of("a,b\n1,2\n", ','),
        Arguments.of("a;b\n1,5;2,5\n3,5;4,5\n", ';'),
        Arguments.of("a\tb\n1,2\tx;y\n", '\t'),
        Arguments.of("a|b|c\n1,2|x;y|z\n", '|'),
        Arguments.of("\"a;x\",\"b;y\"\n\"1;2;3\",4\n", ','),
        Arguments.of("\"a\";\"b\"\n\"1,2\";\"3,4\"\n", ';'),
        Arguments.of("a\n1\n2\n", null),
        Arguments.of("note\nx, y\nz\np, q, r\n", null),
        Arguments.of("a,b,\n0,1\n1,2\n2,3\n", ','),
        Arguments.of("a,b\n0,1,\n1,2,\n2,3,\n", ','),
        Arguments.of("a,b\n0,1,2\n1,2,3\n2,3,4\n", ','),
        Arguments.of("a,b,c\n1,2\n3,4\n5,6\n7,8,9\n", ','),
        Arguments.of("a,b\n1,2,3,4\n5,6,7,8\n", ','),
        Arguments.of("a;b,c;d\n1;2;3\n4;5;6\n7;8;9\n", ';'),
        Arguments.of("a;b\n1,5;2\n3,5;4\n5,5;6\n7,5;8;9\n9,5;0;1\n", ';'),
        Arguments.of("a,b\n1,2\nragged\n3,4\n5,6,7\n8,9\n", ','));
  }

  @ParameterizedTest
  @MethodSource("delimiters")
  void findsTheDelimiterThatMostRecordsAgreeOn(String text, @Nullable Character delimiter) {
    assertThat(dialect(detect(text, Source.detected())).delimiter()).isEqualTo(delimiter);
  }

  @Test
  void aHeaderThatNamesTheColumnsSettlesTheDelimiter() {
    String text = "a;x,b\n1;2\n3;4";
    TextLayout unknown = detect(text, Source.detected());
    TextLayout known = detect(text, Source.detected(), List.of("A;x", "b"));
    assertThat(dialect(unknown).delimiter()).isNotEqualTo(',');
    assertThat(dialect(known).delimiter()).isEqualTo(',');
  }

  static Stream<Arguments> dataStarts() {
    return Stream.of(
        Arguments.of("a,b\n1,2\n", 4, LineEnd.LF),
        Arguments.of("a,b\r\n1,2\r\n", 5, LineEnd.LF),
        Arguments.of("a,b\r1,2\r", 4, LineEnd.CR),
        Arguments.of("a,b\r1,6\"\r2,\"7\n\"\"3\n\"\r", 4, LineEnd.CR),
        Arguments.of("\uFEFFa,b\n1,2\n", 7, LineEnd.LF),
        Arguments.of("\n\r\n a , b \n1,2\n", 11, LineEnd.LF),
        Arguments.of("\"a\",\"b\"\n1,2\n", 8, LineEnd.LF),
        Arguments.of("a,b", 3, LineEnd.LF));
  }

  @ParameterizedTest
  @MethodSource("dataStarts")
  void dataStartsAfterTheHeaderRecord(String text, long dataStart, LineEnd lineEnd) {
    TextLayout layout = detect(text, Source.detected());

    assertThat(layout.header()).containsExactly("a", "b");
    assertThat(layout.dataStart()).isEqualTo(dataStart);
    assertThat(dialect(layout).lineEnd()).isEqualTo(lineEnd);
  }

  static Stream<Arguments> preambles() {
    return Stream.of(
        Arguments.of("# made by a program\na,b\n1,2\n", 24, ','),
        Arguments.of("# one, two, three\n# \"four\r\na;b\r\n1;2\r\n", 32, ';'),
        Arguments.of("\uFEFF#x\na,b\n1,2\n", 10, ','),
        Arguments.of("#x\r#y\ra,b\r1,2\r", 10, ','),
        Arguments.of("sep=;\na;b\n1,5;2,5\n", 10, ';'),
        Arguments.of("\uFEFFsep=\t\r\na\tb\r\n1\t2\r\n", 15, '\t'),
        Arguments.of("sep=^\na^b\n1^2\n", 10, '^'));
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void commentsAndTheDelimiterLineAboveTheHeaderArePassedOver(
      String text, long dataStart, char delimiter) {
    TextLayout layout = detect(text, Source.detected());

    assertThat(layout.header()).containsExactly("a", "b");
    assertThat(layout.dataStart()).isEqualTo(dataStart);
    assertThat(dialect(layout).delimiter()).isEqualTo(delimiter);
    assertThat(dialect(layout).comment()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#a,b\n1,2\n",
        "# x\na,b\nc,d\n#e,f\n",
        "# x\n# y\na\n1\n",
        "# x\na,b\n1,2,3\n1,2,3,4\n",
        "# x\n",
        "sep=;;\n1,2\n",
        "sep=\"\nx y\n",
        "sep=\u20ac\nx y\n",
        "sep,b\n1,2\n"
      })
  void whatMayBeAHeaderIsOne(String text) {
    TextLayout layout = detect(text, Source.detected());

    assertThat(layout.dataStart())
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length - belowFirstLine(text));
  }

  private static int belowFirstLine(String text) {
    return text.substring(text.indexOf('\n') + 1).length();
  }

  @Test
  void whatADeclaredSourceSaysOfItsFirstLinesStands() {
    Source semicolons =
        source(';', null, null, null, Source.Header.PRESENT, Source.QuotedNewlines.ALLOWED);
    assertThat(detect("sep=,\na;b\n1;2\n", semicolons).header()).containsExactly("sep=,");
    assertThat(detect("sep=;\na;b\n1;2\n", semicolons).header()).containsExactly("a", "b");
    assertThat(detect("a,b\n# x\ny\n", Source.detected().withSkipRows(1)).header())
        .containsExactly("# x");
  }

  @Test
  void aHeaderNameMayHoldWhatItsQuotesProtect() {
    TextLayout layout = detect("\"a,1\",\"b\n\"\"2\"\"\",c\n1,2,3\n", Source.detected());

    assertThat(layout.header()).containsExactly("a,1", "b\n\"2\"", "c");
    assertThat(layout.dataStart()).isEqualTo(18);
  }

  @Test
  void withoutAHeaderTheNamesAreThoseOfTheDefinition() {
    assertThat(detect("1,2\n", HEADERLESS, List.of("x", "y")).header()).containsExactly("x", "y");
    assertThat(detect("1,2\n", HEADERLESS, List.of("x", "y")).dataStart()).isZero();
    assertThat(detect("1,2\n", HEADERLESS).header()).containsExactly("column1", "column2");
    assertThat(detect("\uFEFF1,2\n", HEADERLESS).dataStart()).isEqualTo(3);
    assertThat(detect("", HEADERLESS, List.of("x")).header()).containsExactly("x");
  }

  @Test
  void whatTheSourceDeclaresStands() {
    Source declared =
        source(';', '\'', '\\', '#', Source.Header.PRESENT, Source.QuotedNewlines.FORBIDDEN);

    TextLayout layout = detect("# a comment, of two\na;'b,\\'c'\n1;2\n", declared);

    assertThat(dialect(layout)).isEqualTo(new Dialect(';', '\'', '\\', '#', false, LineEnd.LF));
    assertThat(layout.header()).containsExactly("a", "b,'c");
    assertThat(layout.dataStart()).isEqualTo(30);
  }

  @Test
  void aBlankNameIsThatOfItsPosition() {
    assertThat(detect("a,,c, \n1,2,3,4\n", Source.detected()).header())
        .containsExactly("a", "column2", "c", "column4");
  }

  @Test
  void namesThatAreThereBeforeGoOnWithANumber() {
    assertThat(detect("a,b,A,a_2,a\n1,2,3,4,5\n", Source.detected()).header())
        .containsExactly("a", "b", "A_3", "a_2", "a_4");
    assertThat(detect("column2,,column2_2,\n1,2,3,4\n", Source.detected()).header())
        .containsExactly("column2", "column2_3", "column2_2", "column4");
    assertThat(detect("Row_Name,x\n1,2,3\n2,3,4\n", Source.detected()).header())
        .containsExactly("row_name_2", "Row_Name", "x");
  }

  @Test
  void aDelimiterThatEndsLinesBeginsNoField() {
    TextLayout names = detect("a,b,\n1,2\n3,4\n", Source.detected());
    TextLayout records = detect("a,b\n1,2,\n3,4,\n", Source.detected());
    TextLayout both = detect("a,b,\n1,2,\n3,4,\n", Source.detected());
    TextLayout none = detect("a,b,\n", Source.detected());

    assertThat(List.of(names, records, both, none))
        .allSatisfy(
            layout -> {
              assertThat(layout.header()).containsExactly("a", "b");
              assertThat(((TextLayout.Csv) layout).leeway())
                  .containsExactly(TextLayout.Csv.Leeway.TRAILING_DELIMITER);
            });
    assertThat(detect("a,b,\n1,2,\n", Source.detected(), List.of("a", "b", "column3")).header())
        .containsExactly("a", "b", "column3");
    assertThat(detect("a,b,\n1,2,\n1,2,3\n1,2,3\n", Source.detected()).header())
        .containsExactly("a", "b", "column3");
    assertThat(detect("a,b\n1,2,\"\"\n3,4,\"\"\n", Source.detected(), List.of("a", "b")).header())
        .containsExactly("a", "b");
  }

  @Test
  void rowsHaveNamesWhereEachRecordIsOneFieldWiderAndItsFirstIsAnother() {
    String named = "a,b\nx,1,2\ny,3,4\n";
    assertThat(detect(named, Source.detected()).header()).containsExactly("row_name", "a", "b");
    assertThat(detect(named, Source.detected(), List.of("row_name", "a", "b")).header())
        .containsExactly("row_name", "a", "b");
    assertThat(detect(named, Source.detected(), List.of("a", "b")).header())
        .containsExactly("a", "b");
    assertThat(detect("a,b\nx,1,2\nx,3,4\n", Source.detected()).header()).containsExactly("a", "b");
    assertThat(detect("a,b\nx,1,2\ny,3\n", Source.detected()).header()).containsExactly("a", "b");
    assertThat(detect("a,b\nx,1,2\n", Source.detected()).header()).containsExactly("a", "b");
  }

  @Test
  void aNulByteIsACharacter() {
    assertThat(detect("a,b\n1,x\0y\n2,z\n3,zz\n", Source.detected()).header())
        .containsExactly("a", "b");
  }

  static Stream<Arguments> titles() {
    return Stream.of(
        Arguments.of("Report\nid,name\n1,x\n2,y\n", 15),
        Arguments.of("Report: all\nMade: 2024-01-01\n\nid,name\n1,x\n2,y\n", 38),
        Arguments.of("Report,\nid,name\n1,x\n2,y\n", 16),
        Arguments.of("\uFEFFReport\r\nid,name\r\n1,x\r\n2,y\r\n", 20),
        Arguments.of("Report\nid;name\n1;x, y\n2;z, u\n", 15));
  }

  @ParameterizedTest
  @MethodSource("titles")
  void aTitleIsPassedOverWhereTheHeaderBelowIsCertain(String text, long dataStart) {
    TextLayout layout = detect(text, Source.detected());

    assertThat(layout.header()).containsExactly("id", "name");
    assertThat(layout.dataStart()).isEqualTo(dataStart);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "note\nHello, world\nyes, no\nwell, fine\n",
        "note\nx, y;b\nz, w;d\n",
        "id,name\nx,y\n1,x\n2,y\n",
        "id,\nx,y\nz,u\n",
        "Report\nid,name\n1,x\n",
        "Report\nid,id\n1,x\n2,y\n",
        "Report\n7,name\n1,x\n2,y,z\n2,y,z,u\n"
      })
  void whatMayBeTheHeaderIsNoTitle(String text) {
    TextLayout layout = detect(text, Source.detected());

    assertThat(layout.dataStart()).isEqualTo(text.indexOf('\n') + 1);
  }

  @Test
  void expectedNamesTellTheHeaderBelowATitle() {
    String text = "Report\nID,name,more\nx,y,z\n";
    assertThat(detect(text, Source.detected(), List.of("id", "name")).header())
        .containsExactly("ID", "name", "more");
    assertThat(detect(text, Source.detected(), List.of("report")).header())
        .containsExactly("Report");
  }

  @Test
  void ndjsonHasNeitherDialectNorHeader() {
    assertThat(detect("\uFEFF{\"a\":1}\n", Source.detected())).isEqualTo(TextLayout.ndjson(3));
    assertThat(detect("a,b\n", Source.of(Format.NDJSON))).isEqualTo(TextLayout.ndjson(0));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("", "the upload is empty: it has no record, not even a header"),
        Arguments.of("\n\r\n\n", "the upload is empty"),
        Arguments.of(
            "x\n0,1\n1,2\n2,3\n",
            "the first line has 1 field, and 3 of the 3 records below it have 2"),
        Arguments.of("a,\"b\"x\n1,2\n", "the header has text after a closing quote"),
        Arguments.of("a,\"b\n1,2\n", "a quote in the header is never closed"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAHeaderThatCannotBeUsed(String text, String message) {
    assertThatThrownBy(() -> detect(text, Source.detected()))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {" {\"a\":1}\n", "{ }\n{\"a\":1}\n", "\uFEFF{\"a\":{}}"})
  void refusesJsonWhereTheSourceIsCsv(String text) {
    assertThatThrownBy(() -> detect(text, Source.of(Format.CSV)))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("begins with a JSON object, and is read as csv");
    assertThat(detect("{,}\n1,2\n", Source.of(Format.CSV)).header()).containsExactly("{", "}");
  }

  @Test
  void refusesAHeaderThatIsNotWhatTheSourceDeclares() {
    byte[] latin1 = "a,pr\u00E9nom\n1,2\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(
            () -> LayoutDetector.detect(head(latin1), in(Encoding.UTF_8, 0), "x.csv", List.of()))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("the name at position 2 of the header")
        .hasMessageContaining("is not utf-8: declare the source's encoding");
  }

  @Test
  void refusesAHeaderThatDoesNotEndWithinTheHead() {
    byte[] text = "a,\"b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                LayoutDetector.detect(
                    new Head(text, 5_000_000), Source.detected(), "x.csv", List.of()))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("does not end within 13 bytes: is a quote in it never closed?");
  }

  private static Source in(Encoding encoding, int skipRows) {
    return new Source(
        Format.CSV,
        encoding,
        skipRows,
        null,
        null,
        null,
        null,
        Source.QuotedNewlines.ALLOWED,
        Source.Header.PRESENT,
        Map.of());
  }

  private static Source source(
      Character delimiter,
      Character quote,
      Character escape,
      Character comment,
      Source.Header header,
      Source.QuotedNewlines quotedNewlines) {
    return new Source(
        Format.CSV, null, 0, delimiter, quote, escape, comment, quotedNewlines, header, Map.of());
  }

  private static Dialect dialect(TextLayout layout) {
    assertThat(layout).isInstanceOf(TextLayout.Csv.class);
    return ((TextLayout.Csv) layout).dialect();
  }

  private static TextLayout detect(String text, Source source) {
    return detect(text, source, List.of());
  }

  private static TextLayout detect(String text, Source source, List<String> columns) {
    return LayoutDetector.detect(
        head(text.getBytes(StandardCharsets.UTF_8)), source, "upload", columns);
  }

  private static Head head(byte[] bytes) {
    return new Head(bytes, bytes.length);
  }
}
