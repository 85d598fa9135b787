package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.upload.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "x.csv, '{\"a\":1}', CSV",
    "x.TSV, 'a', CSV",
    "x.jsonl, 'a,b', NDJSON",
    "x.ndjson, '', NDJSON",
    "x, '{\"a\":1}', NDJSON",
    "x, ' {\"a\":1}', NDJSON",
    "x.json, '{\"a\":1}', NDJSON",
    "x.txt, 'a,b', CSV",
    "x, '[a],b', CSV",
    "x, '', CSV"
  })
  void theNameTellsElseTheFirstByte(String key, String text, Format format) {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8), Source.detected(), key))
        .isEqualTo(format);
  }

  @Test
  void theDeclaredFormatStands() {
    assertThat(detect(new byte[] {'{'}, Source.of(Format.CSV), "x.ndjson")).isEqualTo(Format.CSV);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("1F8B0800", "gzip (1F 8B)"),
        Arguments.of("504B030414", "zip (or Excel)"),
        Arguments.of("5041523115", "Parquet"),
        Arguments.of("28B52FFD00", "zstd"),
        Arguments.of("800495", "pickle"),
        Arguments.of("80025D", "pickle"),
        Arguments.of("FFFE0000", "UTF-32"),
        Arguments.of("61002C00", "it has 2 NUL bytes, the first at offset 1"),
        Arguments.of("612C622C630A00FF", "it has 1 NUL bytes, the first at offset 6"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void refusesOtherFormatsWhateverTheNameSays(String hex, String seen) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> detect(bytes, Source.of(Format.CSV), "shop/x.csv"))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageStartingWith("unknown format of 'shop/x.csv': ")
        .hasMessageContaining(seen)
        .hasMessageEndingWith("supported are csv and ndjson, not compressed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>",
        "<!DOCTYPE html>\n<html>",
        "\n  <HTML><body>503</body>",
        "<Error>"
      })
  void refusesPagesThatWereSavedInPlaceOfAFile(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> detect(bytes, Source.detected(), "shop/x.csv"))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining(
            "it looks like HTML or XML ('" + text.strip().lines().toList().get(0));
    assertThat(detect(bytes, Source.of(Format.CSV), "shop/x.csv")).isEqualTo(Format.CSV);
  }

  @Test
  void aHeaderMayHaveAngleBrackets() {
    byte[] bytes = "<DATE>\t<TIME>\t<OPEN>\n".getBytes(StandardCharsets.UTF_8);

    assertThat(detect(bytes, Source.detected(), "x.csv")).isEqualTo(Format.CSV);
  }

  @Test
  void refusesAJsonArray() {
    assertThatThrownBy(
            () ->
                detect("[{\"a\":1}]".getBytes(StandardCharsets.UTF_8), Source.detected(), "x.json"))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("write one object per line instead");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"id\": 1\n}\n{\n  \"id\": 2\n}\n",
        "{\n \"Records\": [\n {\"id\":1},{\"id\":2}\n ]\n}\n",
        "\n{\"id\":1,\n\"v\":2}"
      })
  void refusesAJsonDocumentOverSeveralLines(String text) {
    for (String key : List.of("x.json", "x.ndjson", "x.jsonl", "x")) {
      assertThatThrownBy(
              () -> detect(text.getBytes(StandardCharsets.UTF_8), Source.detected(), key))
          .isInstanceOf(UploadRefusedException.class)
          .hasMessageContaining("it is a JSON document over several lines");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"id\":1}\n{\"id\":2}\n", "{\"id\":\n{\"id\":2}\n", "{\"a\":1}{\"a\":2}\n"})
  void aBrokenLineIsNoDocument(String text) {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8), Source.detected(), "x.ndjson"))
        .isEqualTo(Format.NDJSON);
  }

  private static Format detect(byte[] bytes, Source source, String key) {
    return FormatDetector.detect(
        HeadText.of(new Head(bytes, bytes.length), source, key), source, key);
  }
}
