package dev.sheaf.core.inference;

import java.util.List;
import java.util.stream.IntStream;

/** Keeps lines of a header out of a sample: they would turn columns of numbers into texts. */
final class HeaderRecords {
  /** A single name may be a value; two next to each other are none. */
  private static final int CERTAIN = 2;

  /** Below a second header line there are more records than this, or it is taken for one. */
  private static final int FEW_RECORDS = 10;

  /** The share of fields that have digits in a column of numbers or dates. */
  private static final double MOST = 0.9;

  private HeaderRecords() {}

  /**
   * The records that are not the header again, nor a second line of it: those that records are read
   * by later make such lines rejects.
   *
   * @param data all records below the header
   * @param header what it holds, field by field; empty if there is none
   */
  static List<SampleRecord> without(List<SampleRecord> data, List<String> header) {
    if (header.isEmpty()) {
      return data;
    }
    List<SampleRecord> below = isSecondLine(data) ? data.subList(1, data.size()) : data;
    List<String> names = header.stream().map(String::strip).toList();
    return names.stream().filter(name -> !name.isEmpty()).count() < CERTAIN
        ? below
        : below.stream().filter(record -> !isHeader(record, names)).toList();
  }

  private static boolean isHeader(SampleRecord record, List<String> names) {
    return record.size() == names.size()
        && IntStream.range(0, names.size())
            .allMatch(field -> text(record, field).equals(names.get(field)));
  }

  private static String text(SampleRecord record, int field) {
    String text = record.fields().get(field).text().strip();
    return field == 0 && text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
  }

  /** Whether the first record is texts where the others have numbers or dates, such as units. */
  private static boolean isSecondLine(List<SampleRecord> data) {
    if (data.size() <= FEW_RECORDS) {
      return false;
    }
    SampleRecord first = data.get(0);
    int texts = 0;
    for (int i = 0; i < first.size(); i++) {
      int field = i;
      SampleField text = first.fields().get(field);
      if (text.isEmpty()) {
        continue;
      }
      if (text.hasDigit()) {
        return false;
      }
      List<SampleField> others =
          data.subList(1, data.size()).stream()
              .filter(record -> record.isRegular(first.size()))
              .map(record -> record.fields().get(field))
              .filter(other -> !other.isEmpty() && !NullTokens.mayBe(other.text().strip()))
              .toList();
      boolean ofNumbers =
          !others.isEmpty()
              && others.stream().filter(SampleField::hasDigit).count() >= MOST * others.size();
      texts += ofNumbers && !NullTokens.mayBe(text.text().strip()) ? 1 : 0;
    }
    return texts >= CERTAIN;
  }
}
