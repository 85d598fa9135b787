package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What unknown columns hold comes back from the extras as it was, whatever their names are. */
class ExtrasProperties {
  private static final Definition ONE_COLUMN =
      Reading.definition(UnknownColumns.KEEP, Columns.column("a", "varchar").build());

  @Property(tries = 500)
  void ofCsv(@ForAll("members") Map<String, String> members) {
    List<String> header = new ArrayList<>(members.keySet());
    header.add(0, "a");
    StringBuilder record = new StringBuilder("x");
    members
        .values()
        .forEach(text -> record.append(",\"").append(text.replace("\"", "\"\"")).append('"'));
    assertExtras(TextLayout.csv(Dialects.rfc4180(), header, 0), record.toString(), members);
  }

  @Property(tries = 500)
  void ofNdjson(@ForAll("members") Map<String, String> members) {
    Map<String, String> record = new LinkedHashMap<>(members);
    record.put("a", "x");
    assertExtras(TextLayout.ndjson(0), Json.write(record), members);
  }

  private static void assertExtras(TextLayout layout, String record, Map<String, String> members) {
    byte[] upload = record.getBytes(StandardCharsets.UTF_8);
    List<String> rows = new Reading(upload, layout, ONE_COLUMN).whole().rows();
    String[] row = Json.read(rows.get(0).substring(rows.get(0).indexOf(' ')), String[].class);
    assertThat(row[0]).isEqualTo("x");
    if (members.isEmpty()) {
      assertThat(row[1]).isNull();
    } else {
      assertThat(Json.read(row[1], Map.class)).isEqualTo(members);
    }
  }

  @Provide
  Arbitrary<Map<String, String>> members() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars('"', '\\', '\n', '\t', '\0', '\u001F', '\u007F', ',', 'é', '가', 'x')
            .ofMaxLength(8);
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars('"', '\\', '\n', '\u0001', 'é', 'y')
            .ofMinLength(1)
            .ofMaxLength(5);
    return Arbitraries.maps(names.map(name -> "." + name + "."), texts).ofMaxSize(4);
  }
}
