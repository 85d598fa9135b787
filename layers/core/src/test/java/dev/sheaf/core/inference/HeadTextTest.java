package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.upload.UploadRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** How the encoding of an upload is told, and where its data begins then. */
class HeadTextTest {
  private static final String HEADER = "\n이름,\"메모\r\n둘\"\r\n";

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"WINDOWS_1252", "SHIFT_JIS"},
      mode = Mode.EXCLUDE)
  void dataStartsAtAnOffsetOfTheUploadAsItIs(Encoding encoding) {
    byte[] upload = (HEADER + "가,나\r\n").getBytes(encoding.charset());

    TextLayout layout = detect(upload, encoding, 0);

    assertThat(layout.encoding()).isEqualTo(encoding);
    assertThat(layout.header()).containsExactly("이름", "메모\r\n둘");
    assertThat(layout.dataStart()).isEqualTo(HEADER.getBytes(encoding.charset()).length);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"UTF_8", "UTF_16LE", "UTF_16BE"})
  void theByteOrderMarkTellsTheEncoding(Encoding encoding) {
    byte[] upload = ("\uFEFF\"이름\",b\n가,나\n").getBytes(encoding.charset());

    for (Encoding declared : new Encoding[] {null, encoding}) {
      TextLayout layout = detect(upload, declared, 0);
      assertThat(layout.encoding()).isEqualTo(encoding);
      assertThat(layout.header()).containsExactly("이름", "b");
      assertThat(layout.dataStart())
          .isEqualTo("\uFEFF\"이름\",b\n".getBytes(encoding.charset()).length);
    }
  }

  @Test
  void aMarkThatContradictsTheSourceIsRefused() {
    byte[] upload = "\uFEFFa,b\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> detect(upload, Encoding.CP949, 0))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("byte order mark of utf-8, but its source declares encoding: cp949");
  }

  @Test
  void whatNobodyDeclaresIsNotGuessed() {
    byte[] korean = ("a,b\n1,가나다\n".repeat(3)).getBytes(Encoding.CP949.charset());

    assertThatThrownBy(() -> detect(korean, null, 0))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("byte 0xB0 at offset 6 is not UTF-8")
        .hasMessageContaining("(encoding: cp949 or ");
  }

  @Test
  void aDamagedLineInUtf8IsNoOtherEncoding() {
    byte[] damaged = "1,x\u00FFy\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] sound = "a,b\n1,é\n2,ü\n3,가\n".getBytes(StandardCharsets.UTF_8);
    byte[] text = Arrays.copyOf(sound, sound.length + damaged.length);
    System.arraycopy(damaged, 0, text, sound.length, damaged.length);

    assertThat(detect(text, null, 0).encoding()).isEqualTo(Encoding.UTF_8);
    byte[] less = Arrays.copyOfRange(text, 8, text.length);
    assertThatThrownBy(() -> detect(less, null, 0)).hasMessageContaining("is not UTF-8");
  }

  @Test
  void aCharacterThatTheHeadCutsIsNoReasonToRefuse() {
    byte[] text = "a,b\n1,가나다😀\n".getBytes(StandardCharsets.UTF_8);

    for (int length = 4; length <= text.length; length++) {
      Head head = new Head(Arrays.copyOf(text, length), 1000);
      assertThat(HeadText.of(head, Source.detected(), "x.csv").encoding())
          .isEqualTo(Encoding.UTF_8);
    }
    Head whole = new Head(Arrays.copyOf(text, 7), 7);
    assertThatThrownBy(() -> HeadText.of(whole, Source.detected(), "x.csv"))
        .hasMessageContaining("at offset 6");
  }

  @Test
  void utf16WithoutAMarkMustBeDeclared() {
    byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE);

    assertThatThrownBy(() -> detect(text, null, 0))
        .hasMessageContaining("NUL bytes, the first at offset 1");
    assertThat(detect(text, Encoding.UTF_16LE, 0).dataStart()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"0, 제목", "1, a", "2, ''", "3, c"})
  void rowsToSkipAreLinesQuotesOrNot(int rows, String first) {
    String[] lines = {"제목 \"분기,x\n", "a,b\n", "\n", "c,d\n", "1,2\n"};
    for (Encoding encoding : List.of(Encoding.UTF_8, Encoding.CP949, Encoding.UTF_16BE)) {
      ByteArrayOutputStream upload = new ByteArrayOutputStream();
      for (String line : lines) {
        upload.writeBytes(line.getBytes(encoding.charset()));
      }

      TextLayout layout = detect(upload.toByteArray(), encoding, rows);

      assertThat(layout.header().get(0)).startsWith(first.isEmpty() ? "c" : first);
      String header = rows == 0 ? lines[0] : rows == 1 ? "a,b\n" : "c,d\n";
      String text = String.join("", lines);
      String before = text.substring(0, text.indexOf(header) + header.length());
      assertThat(layout.dataStart()).isEqualTo(before.getBytes(encoding.charset()).length);
    }
  }

  @Test
  void rowsToSkipThatAreNotThereAreRefused() {
    byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> detect(text, null, 3))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageContaining("2 lines, fewer than the 3 of skip_rows");
  }

  @Test
  void rowsAreSkippedBeforeDataWithoutHeaderAndInNdjson() {
    Source headerless =
        new Source(
            Format.CSV,
            null,
            1,
            ',',
            null,
            null,
            null,
            Source.QuotedNewlines.ALLOWED,
            Source.Header.ABSENT,
            Map.of());
    Head csv = head("title\r1,2\r".getBytes(StandardCharsets.UTF_8));
    assertThat(LayoutDetector.detect(csv, headerless, "x.csv", List.of("a", "b")).dataStart())
        .isEqualTo(6);
    byte[] lines = "\uFEFFtitle\n{\"a\":1}\n".getBytes(StandardCharsets.UTF_16LE);
    assertThat(LayoutDetector.detect(head(lines), source(null, 1), "x.ndjson", List.of()))
        .isEqualTo(TextLayout.ndjson(14).in(Encoding.UTF_16LE));
  }

  private static TextLayout detect(byte[] upload, @Nullable Encoding declared, int skipRows) {
    return LayoutDetector.detect(head(upload), source(declared, skipRows), "x.csv", List.of());
  }

  private static Source source(@Nullable Encoding declared, int skipRows) {
    return new Source(
        null,
        declared,
        skipRows,
        null,
        null,
        null,
        null,
        Source.QuotedNewlines.ALLOWED,
        Source.Header.PRESENT,
        Map.of());
  }

  private static Head head(byte[] bytes) {
    return new Head(bytes, bytes.length);
  }
}
