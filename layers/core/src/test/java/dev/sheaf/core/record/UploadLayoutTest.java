package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.TextLayout.Csv.Leeway;
import dev.sheaf.core.testing.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What plans keep of a layout. */
class UploadLayoutTest {
  /** As plans held it before layouts had a leeway. */
  private static final String OLD =
      """
      {"dataStart":5,"dialect":{"delimiter":",","lineEnd":"LF","quote":"\\"","quotedNewlines":true},\
      "encoding":"utf-8","format":"csv","header":["a","b"]}""";

  private static final TextLayout.Csv PLAIN =
      TextLayout.csv(Dialects.rfc4180(), List.of("a", "b"), 5);

  @Test
  void anOldPlanReadsAsItDidAndIsWrittenAsItWas() {
    assertThat(Json.read(OLD, UploadLayout.class)).isEqualTo(PLAIN);
    assertThat(Json.write(PLAIN)).isEqualTo(OLD);
  }

  @Test
  void theHeaderIsKept() {
    TextLayout.Csv below = PLAIN.below(List.of("A ", "b")).in(Encoding.CP949);

    assertThat(Json.read(Json.write(below), UploadLayout.class)).isEqualTo(below);
    assertThat(below.with(Leeway.SHORT).headerTexts()).containsExactly("A ", "b");
  }

  @Test
  void whatRecordsMayLackIsKept() {
    TextLayout.Csv filled = PLAIN.with(Leeway.SHORT).in(Encoding.CP949);

    assertThat(Json.read(Json.write(filled), UploadLayout.class)).isEqualTo(filled);
    assertThat(Json.write(filled)).contains("\"leeway\":[\"SHORT\"]");
  }

  @Test
  void noDelimiterAndNoQuoteAreKept() {
    Dialect dialect = new Dialect(null, null, null, null, true, LineEnd.CR);
    TextLayout.Csv layout = TextLayout.csv(dialect, List.of("line"), 5);

    assertThat(Json.read(Json.write(layout), UploadLayout.class)).isEqualTo(layout);
  }
}
