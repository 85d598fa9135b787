package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every record is found again by its offset alone. */
class RecordBytesProperties {
  private static final TextLayout CSV = TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 0);

  @Property(tries = 300)
  void aRecordEndsWhereTheNextBegins(
      @ForAll("records") List<String> records, @ForAll boolean wide, @ForAll boolean complete) {
    TextLayout layout = wide ? CSV.in(Encoding.UTF_16LE) : CSV;
    var charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    String all = String.join("", records);
    byte[] bytes = (complete ? all : all.substring(0, all.length() - 1)).getBytes(charset);
    int offset = 0;
    for (String record : records) {
      byte[] expected = record.getBytes(charset);
      byte[] found = RecordBytes.read(layout, new BytesReader(bytes), offset, bytes.length);
      int length = Math.min(expected.length, bytes.length - offset);
      assertThat(new String(found, charset)).isEqualTo(new String(expected, 0, length, charset));
      offset += expected.length;
    }
  }

  @Example
  void nothingBeginsOutsideOfTheData() {
    byte[] bytes = "a,b\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RecordBytes.read(CSV, new BytesReader(bytes), 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offset 4");
  }

  @Provide
  Arbitrary<List<String>> records() {
    Arbitrary<String> fields =
        Arbitraries.of("", "x", "ü", "\"a,\nb\"", "\"q\"\"\"", "y".repeat(5000));
    Arbitrary<String> ends = Arbitraries.of("\n", "\r\n");
    return fields
        .flatMap(first -> fields.flatMap(second -> ends.map(end -> first + "," + second + end)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
