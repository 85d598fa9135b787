package dev.sheaf.core.inference;

import dev.sheaf.core.row.Quoting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How wide the records are that a sample splits into, compared with the first, which may be a header.
 *
 * @param header fields of the first record
 * @param most fields that most of the others have; those of the first where there are no others
 * @param agreement the share of records that are as the fit says
 */
record TableShape(Fit fit, int header, int most, double agreement) {
  /** How header and records fit. */
  enum Fit {
    /** One name for each field. */
    EQUAL,
    /** The header ends with a delimiter, and so with a name for no field. */
    TRAILING_NAME,
    /** The records end with a delimiter that the header lacks. */
    TRAILING_DELIMITER,
    /** The first field of each record has no name: it is that of the row. */
    ROW_NAMES,
    /** Records leave fields out at their end. */
    SHORT,
    /** In no way. */
    NONE
  }

  private static final double FEW = 0.1;

  /**
   * Tells the shape.
   *
   * @param records at least one; what is not sound counts as not fitting
   * @param leastNames how many names a header must have for records to be one field wider
   */
  static TableShape of(List<SampleRecord> records, int leastNames) {
    SampleRecord header = records.get(0);
    List<SampleRecord> others = records.subList(1, records.size());
    List<SampleRecord> sound =
        others.stream()
            .filter(record -> record.soundness() == SampleRecord.Soundness.SOUND)
            .toList();
    if (header.soundness() != SampleRecord.Soundness.SOUND) {
      return new TableShape(Fit.NONE, 0, 0, 0);
    }
    if (others.isEmpty()) {
      Fit fit = endsWithNothing(header) ? Fit.TRAILING_NAME : Fit.EQUAL;
      return new TableShape(fit, header.size(), header.size(), 1);
    }
    if (sound.isEmpty()) {
      return new TableShape(Fit.NONE, header.size(), 0, 0);
    }
    int most = most(sound);
    List<SampleRecord> usual = sound.stream().filter(record -> record.size() == most).toList();
    Fit fit = fit(header, sound, usual, leastNames);
    double fitting =
        switch (fit) {
          case SHORT -> sound.stream().filter(record -> record.size() <= header.size()).count();
          case EQUAL, TRAILING_NAME, TRAILING_DELIMITER, ROW_NAMES, NONE -> usual.size();
        };
    return new TableShape(fit, header.size(), most, (fitting + 1) / records.size());
  }

  private static Fit fit(
      SampleRecord header, List<SampleRecord> sound, List<SampleRecord> usual, int leastNames) {
    int surplus = usual.get(0).size() - header.size();
    long trailing = usual.stream().filter(TableShape::endsWithNothing).count();
    boolean isNameOfNothing = surplus == -1 || surplus == 0 && trailing == usual.size();
    if (endsWithNothing(header) && isNameOfNothing) {
      return Fit.TRAILING_NAME;
    }
    if (surplus == 0) {
      return Fit.EQUAL;
    }
    if (surplus == 1 && trailing >= (1 - FEW) * usual.size()) {
      return Fit.TRAILING_DELIMITER;
    }
    boolean nameRows = surplus == 1 && header.size() >= leastNames && usual.size() == sound.size();
    if (nameRows && sound.size() > 1 && isFirstDistinct(sound)) {
      return Fit.ROW_NAMES;
    }
    long full = sound.stream().filter(record -> record.size() == header.size()).count();
    long wide = sound.stream().filter(record -> record.size() > header.size()).count();
    return surplus < 0 && full > 0 && wide <= FEW * sound.size() ? Fit.SHORT : Fit.NONE;
  }

  /**
   * The most frequent number of fields, the greatest of several.
   *
   * @param records at least one
   */
  static int most(List<SampleRecord> records) {
    Map<Integer, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(record.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  private static boolean isFirstDistinct(List<SampleRecord> records) {
    Set<String> seen = new HashSet<>();
    return records.stream()
        .map(record -> record.fields().get(0).text())
        .allMatch(text -> !text.isBlank() && seen.add(text));
  }

  /** Whether a delimiter ends the record. */
  static boolean endsWithNothing(SampleRecord record) {
    SampleField last = record.fields().get(record.size() - 1);
    return record.size() > 1 && last.text().isBlank() && last.quoting() == Quoting.UNQUOTED;
  }

  /** The better, the more certain the fit is. */
  int rank() {
    return switch (fit) {
      case EQUAL -> 0;
      case TRAILING_NAME, TRAILING_DELIMITER -> 1;
      case ROW_NAMES -> 2;
      case SHORT -> 3;
      case NONE -> 4;
    };
  }

  /** Whether the first record is split at all, or most of the others are. */
  boolean isSplit() {
    return header > 1 || most > 1;
  }
}
