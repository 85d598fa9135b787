package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Counts the lines of a title above a header, where it is certain that the header stands below. */
final class TitleLines {
  /** A header further below is not looked for. */
  private static final int MOST_LINES = 20;

  /** The share of records that must be as wide as the header, and of fields that must have digits. */
  private static final double MOST = 0.9;

  private final List<SampleRecord> records;
  private final Set<String> expectedNames;

  private TitleLines(List<SampleRecord> records, Set<String> expectedNames) {
    this.records = records;
    this.expectedNames = expectedNames;
  }

  /**
   * How many records stand above the header; 0 if the first is the header, or that is not certain.
   *
   * @param records of the sample, split at one delimiter
   * @param expectedNames folded names that a header may hold; empty if none are known
   */
  static int count(List<SampleRecord> records, Set<String> expectedNames) {
    return new TitleLines(records, expectedNames).count();
  }

  private int count() {
    int columns = records.isEmpty() ? 0 : TableShape.most(records);
    int last = Math.min(MOST_LINES, records.size() - 1);
    for (int i = 0; i <= last && columns > 1; i++) {
      SampleRecord record = records.get(i);
      if (isHeader(record, columns, records.subList(i + 1, records.size()))) {
        return i;
      }
      long filled = record.fields().stream().filter(field -> !field.isEmpty()).count();
      boolean known = !expectedNames.isEmpty() && expected(record) > 0;
      if (known || filled > Math.max(1, columns / 2)) {
        return 0;
      }
    }
    return 0;
  }

  private boolean isHeader(SampleRecord record, int columns, List<SampleRecord> below) {
    long fitting = below.stream().filter(other -> other.isRegular(columns)).count();
    if (!record.isRegular(columns) || !areNames(record) || fitting < MOST * below.size()) {
      return false;
    }
    return expectedNames.isEmpty()
        ? fitting > 1 && IntStream.range(0, columns).anyMatch(i -> isAboveNumbers(record, i, below))
        : expected(record) * 2 >= columns;
  }

  private static boolean areNames(SampleRecord record) {
    Set<String> names = new HashSet<>();
    return record.fields().stream()
        .allMatch(field -> !field.isEmpty() && names.add(Column.fold(field.text().strip())));
  }

  /** Whether a field is no value of what stands below it: values with digits, where it has none. */
  private static boolean isAboveNumbers(SampleRecord header, int i, List<SampleRecord> below) {
    List<SampleField> values =
        below.stream()
            .filter(record -> record.isRegular(header.size()))
            .map(record -> record.fields().get(i))
            .filter(field -> !field.isEmpty() && !NullTokens.mayBe(field.text().strip()))
            .toList();
    return !header.fields().get(i).hasDigit()
        && !values.isEmpty()
        && values.stream().filter(SampleField::hasDigit).count() >= MOST * values.size();
  }

  private long expected(SampleRecord record) {
    return record.fields().stream()
        .filter(field -> expectedNames.contains(Column.fold(field.text().strip())))
        .count();
  }
}
