package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.Reading.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** NDJSON against Jackson's tree, line by line. */
class JsonRecordsProperties {
  private static final Definition DEFINITION =
      Reading.definition(
          UnknownColumns.IGNORE,
          Columns.column("a", "varchar").build(),
          Columns.column("b", "bigint").build(),
          Columns.column("c", "json").build());

  private static final ObjectReader TREE =
      Json.mapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Property(tries = 3000)
  void rowsAreTheTreesOfTheLines(@ForAll("uploads") String upload) {
    byte[] bytes = upload.getBytes(StandardCharsets.UTF_8);
    List<String> expected = new ArrayList<>();
    for (String line : upload.split("\n")) {
      if (!line.isBlank()) {
        expected.add(tell(line));
      }
    }
    Result result = new Reading(bytes, TextLayout.ndjson(0), DEFINITION).whole();
    List<String> found = new ArrayList<>();
    result.rows().forEach(row -> found.add(withCompactJson(row.substring(row.indexOf(' ') + 1))));
    assertThat(found).isEqualTo(expected.stream().filter(told -> !told.equals("reject")).toList());
    assertThat(result.rejects().size())
        .isEqualTo((int) expected.stream().filter("reject"::equals).count());
  }

  /** The JSON column keeps its text as written; the tree does not. */
  private static String withCompactJson(String row) {
    String[] values = Json.read(row, String[].class);
    if (values[2] != null) {
      values[2] = Json.read(values[2], JsonNode.class).toString();
    }
    return Json.write(values);
  }

  private static String tell(String line) {
    JsonNode tree;
    try {
      tree = TREE.readValue(line);
    } catch (JsonProcessingException e) {
      return "reject";
    }
    if (tree == null || !tree.isObject()) {
      return "reject";
    }
    JsonNode b = tree.get("b");
    boolean isNull = b == null || b.isNull() || b.isTextual() && b.textValue().isEmpty();
    boolean isBigint = isNull || b.isIntegralNumber() && b.canConvertToLong();
    return isBigint ? Json.write(Arrays.asList(a(tree), b(tree), c(tree))) : "reject";
  }

  private static @Nullable String a(JsonNode tree) {
    JsonNode node = tree.get("a");
    if (node == null || node.isNull()) {
      return null;
    }
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private static @Nullable String b(JsonNode tree) {
    JsonNode node = tree.get("b");
    return node == null || node.isNull() || node.asText().isEmpty() ? null : node.asText();
  }

  private static @Nullable String c(JsonNode tree) {
    JsonNode node = tree.get("c");
    return node == null || node.isNull() ? null : node.toString();
  }

  @Provide
  Arbitrary<String> uploads() {
    Arbitrary<String> value =
        Arbitraries.of(
            "1",
            "-7",
            "\"\"",
            "\"x\\ny\"",
            "\"é漢\"",
            "true",
            "null",
            "[1,{\"z\":null}]",
            "{}",
            "{\"a\":1}",
            "\"\\ud83d\\ude00\"",
            "9223372036854775808",
            "tru",
            "{",
            "");
    Arbitrary<String> member =
        Combinators.combine(Arbitraries.of("a", "b", "c", "other"), value)
            .as("\"%s\":%s"::formatted);
    Arbitrary<String> object =
        member
            .list()
            .uniqueElements(text -> text.substring(0, text.indexOf(':')))
            .ofMaxSize(4)
            .map(members -> "{" + String.join(",", members) + "}");
    Arbitrary<String> line =
        Arbitraries.frequencyOf(
            Tuple.of(8, object),
            Tuple.of(1, value),
            Tuple.of(1, Combinators.combine(object, object).as(String::concat)));
    return Combinators.combine(line.list().ofMaxSize(6), Arbitraries.of("", "\n"))
        .as((lines, end) -> " \n" + String.join("\n", lines) + end);
  }
}
