package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.FieldParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Infers one column from the sampled fields of it. */
final class ColumnInference {
  private ColumnInference() {}

  /**
   * Infers type, way of writing numbers, and texts for NULL, and whether any value was seen at all.
   *
   * @param allowed the types to try, beside VARCHAR
   */
  static ColumnFinding infer(String name, List<SampleField> fields, Set<Kind> allowed) {
    List<String> values =
        fields.stream()
            .filter(field -> !field.isEmpty())
            .map(field -> field.text().strip())
            .toList();
    List<String> rest = values.stream().filter(value -> !NullTokens.mayBe(value)).toList();
    TypeVote.Choice choice = TypeVote.pick(name, rest, allowed);
    List<String> nulls = NullTokens.of(choice.shape().type().kind());
    Column shape = choice.shape().withNulls(nulls);
    Column column = shape.withInference(inference(shape, fields));
    return new ColumnFinding(column, evidence(column, fields.size(), values, choice));
  }

  private static Column.Inference inference(Column column, List<SampleField> fields) {
    FieldParser parser = FieldParser.of(column);
    for (SampleField field : fields) {
      ColumnVector value = ColumnVector.of(column.type(), 1);
      byte[] text = field.text().getBytes(StandardCharsets.UTF_8);
      if (parser.parse(text, 0, text.length, field.quoting(), value, 0) == null
          && !value.isNull(0)) {
        return Column.Inference.FROM_VALUES;
      }
    }
    return Column.Inference.WITHOUT_VALUES;
  }

  private static String evidence(
      Column column, int sampled, List<String> values, TypeVote.Choice choice) {
    List<String> nulls = column.nulls();
    List<String> others = values.stream().filter(value -> !nulls.contains(value)).toList();
    List<String> misfits = others.stream().filter(choice.fits().negate()).toList();
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s of %s values sampled".formatted(count(others.size() - misfits.size()), count(sampled)));
    if (values.size() < sampled) {
      parts.add(count(sampled - values.size()) + " empty");
    }
    for (String token : nulls) {
      int times = Collections.frequency(values, token);
      if (times > 0) {
        parts.add("%s %s read as NULL".formatted(count(times), token));
      }
    }
    if (!misfits.isEmpty()) {
      parts.add(
          "%s not of this type, such as '%s'".formatted(count(misfits.size()), misfits.get(0)));
    }
    if (column.decimalPoint() != '.' || column.grouping() != null) {
      parts.add("written like '%s'".formatted(longest(others, choice)));
    }
    String line = "%s: %s; %s".formatted(column.name(), column.type(), String.join(", ", parts));
    return choice.reason().isEmpty() ? line : line + "; " + choice.reason();
  }

  private static String longest(List<String> values, TypeVote.Choice choice) {
    return values.stream()
        .filter(choice.fits())
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }
}
