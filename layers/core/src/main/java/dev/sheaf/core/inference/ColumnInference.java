package dev.sheaf.core.inference;

import static java.util.stream.Collectors.toSet;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.FieldParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Infers the columns of an upload from what was sampled of them: types, ways of writing numbers,
 * texts for NULL, and whether any value was seen at all.
 */
final class ColumnInference {
  private ColumnInference() {}

  /**
   * Infers all columns. Their misfits together stay below the share of rejects with which an upload
   * is refused; what would exceed it is the next wider type.
   *
   * @param records sampled, at least as many as any column has values
   */
  static List<ColumnFinding> infer(List<ColumnSample> columns, int records) {
    List<TypeVote.Choice> choices = choose(columns, Definition.DEFAULT_MAX_REJECT_RATIO);
    int misfits = choices.stream().mapToInt(choice -> choice.misfits().size()).sum();
    if (misfits > 0 && misfits >= Definition.DEFAULT_MAX_REJECT_RATIO * records) {
      choices = choose(columns, 0);
    }
    List<ColumnFinding> findings = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      findings.add(finding(columns.get(i), choices.get(i)));
    }
    return findings;
  }

  private static List<TypeVote.Choice> choose(List<ColumnSample> columns, double maxMisfits) {
    List<TypeVote> votes = columns.stream().map(column -> TypeVote.of(column, maxMisfits)).toList();
    Set<Character> points =
        votes.stream()
            .map(TypeVote::decimalPoints)
            .filter(possible -> possible.size() == 1)
            .flatMap(Set::stream)
            .collect(toSet());
    return votes.stream().map(vote -> vote.choose(points)).toList();
  }

  private static ColumnFinding finding(ColumnSample sample, TypeVote.Choice choice) {
    Column shape = choice.shape().withNulls(NullTokens.of(choice.shape().type().kind()));
    Column column = shape.withInference(inference(shape, sample));
    return new ColumnFinding(column, evidence(column, sample, choice));
  }

  private static Column.Inference inference(Column column, ColumnSample sample) {
    FieldParser parser = FieldParser.of(column);
    for (SampleValue value : sample.values()) {
      ColumnVector target = ColumnVector.of(column.type(), 1);
      if (value.parse(parser, target) == null && !target.isNull(0)) {
        return Column.Inference.FROM_VALUES;
      }
    }
    return Column.Inference.UNSETTLED;
  }

  private static String evidence(Column column, ColumnSample sample, TypeVote.Choice choice) {
    List<String> texts =
        sample.values().stream()
            .filter(value -> !value.isEmpty())
            .filter(value -> !value.isDelimited() || !column.nulls().contains(value.trimmed()))
            .map(SampleValue::trimmed)
            .toList();
    List<String> missing =
        sample.values().stream().filter(SampleValue::isMissing).map(SampleValue::trimmed).toList();
    int sampled = sample.values().size();
    long empty = sample.values().stream().filter(SampleValue::isEmpty).count();
    List<SampleValue> misfits = choice.misfits();
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s of %s values sampled".formatted(count(texts.size() - misfits.size()), count(sampled)));
    if (empty > 0) {
      parts.add(count(empty) + " empty");
    }
    for (String token : column.nulls()) {
      int times = Collections.frequency(missing, token);
      if (times > 0) {
        parts.add("%s %s read as NULL".formatted(count(times), token));
      }
    }
    if (!misfits.isEmpty()) {
      parts.add(
          "%s not of this type, such as '%s'"
              .formatted(count(misfits.size()), misfits.get(0).trimmed()));
    }
    if (column.decimalPoint() != '.' || column.grouping() != null) {
      parts.add("written like '%s'".formatted(longest(texts, misfits)));
    }
    String type =
        column.inference() == Column.Inference.UNSETTLED
            ? "not settled, as no value was seen"
            : column.type().toString();
    String line = "%s: %s; %s".formatted(column.name(), type, String.join(", ", parts));
    return choice.reason().isEmpty() ? line : line + "; " + choice.reason();
  }

  private static String longest(List<String> texts, List<SampleValue> misfits) {
    Set<String> others = new HashSet<>();
    misfits.forEach(misfit -> others.add(misfit.trimmed()));
    return texts.stream()
        .filter(text -> !others.contains(text))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }
}
