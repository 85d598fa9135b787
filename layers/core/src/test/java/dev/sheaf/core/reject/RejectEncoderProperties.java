package dev.sheaf.core.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.value.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RejectEncoderProperties {
  private static final RejectEncoder ENCODER = new RejectEncoder("s3://b/k", "id", 3);
  private static final List<Violation> VIOLATIONS =
      List.of(
          new Violation("a", "type", "x\n\"é", "is not"), new Violation("", "encoding", "", "bad"));

  @Property
  void decodeUndoesEncode(@ForAll @Size(min = 1, max = 50) byte[] raw) {
    Reject reject = new Reject(17, raw.length, VIOLATIONS, raw);
    assertDecodes(reject);
  }

  @Property
  void decodeUndoesEncodeOfText(@ForAll String text) {
    byte[] raw = ("x" + text).getBytes(StandardCharsets.UTF_8);
    assertDecodes(new Reject(17, raw.length, VIOLATIONS, raw));
  }

  @Example
  void rangeStandsForLongRecords() {
    Reject reject = new Reject(17, Reject.MAX_RAW_BYTES + 1L, VIOLATIONS, new byte[0]);
    assertDecodes(reject);
    assertThat(new String(ENCODER.encode(reject), StandardCharsets.UTF_8)).doesNotContain("raw");
  }

  @Example
  void lineIsReadable() {
    byte[] raw = "1,x\n".getBytes(StandardCharsets.UTF_8);
    Reject reject =
        new Reject(8, 4, List.of(new Violation("b", "type", "x", "is not a bigint")), raw);
    assertThat(new String(ENCODER.encode(reject), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"upload":"s3://b/k","upload_id":"id","segment":3,"offset":8,"length":4,\
            "errors":[{"column":"b","rule":"type","value":"x","message":"is not a bigint"}],\
            "raw":"1,x\\n"}
            """);
  }

  @Example
  void damagedLinesAreRefused() {
    for (String line : List.of("", "{}", "[]", "{\"offset\":1", "x")) {
      assertThatThrownBy(() -> RejectDecoder.decode(line.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertDecodes(Reject reject) {
    byte[] line = ENCODER.encode(reject);
    assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
    assertThat(new String(line, StandardCharsets.ISO_8859_1).indexOf('\n'))
        .isEqualTo(line.length - 1);
    assertThat(RejectDecoder.decode(line)).isEqualTo(new RejectRecord("s3://b/k", "id", 3, reject));
  }
}
