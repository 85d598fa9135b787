package dev.sheaf.core.zone;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.ValueText;

/** Finds the zone of one column. The bounds so far are rows of a small vector. */
final class ZoneScan {
  private static final int MIN = 0;
  private static final int MAX = 1;

  private final ColumnType type;
  private ColumnVector bounds;
  private boolean empty = true;
  private long nulls;

  ZoneScan(ColumnType type) {
    this.type = type;
    this.bounds = ColumnVector.of(type, 2);
  }

  void add(ColumnVector values, int rows) {
    int min = -1;
    int max = -1;
    for (int row = 0; row < rows; row++) {
      if (values.isNull(row)) {
        nulls++;
      } else if (min < 0) {
        min = row;
        max = row;
      } else if (values.compare(row, values, min) < 0) {
        min = row;
      } else if (values.compare(row, values, max) > 0) {
        max = row;
      }
    }
    if (min >= 0) {
      widen(values, min, max);
    }
  }

  Zone zone() {
    if (empty) {
      return new Zone(type, nulls, null, null);
    }
    String min = ValueText.of(type, bounds, MIN);
    String max = ValueText.of(type, bounds, MAX);
    return type.isText()
        ? new Zone(
            type,
            nulls,
            ZoneText.floor(min, Zone.MAX_TEXT_BYTES),
            ZoneText.ceiling(max, Zone.MAX_TEXT_BYTES))
        : new Zone(type, nulls, min, max);
  }

  ColumnBounds bounds(String column) {
    return empty
        ? new ColumnBounds(column, type, nulls, null, null)
        : new ColumnBounds(column, type, nulls, least(), greatest());
  }

  private ColumnBounds.Bound least() {
    String text = exactText(MIN, "0.0", "-0.0");
    String cut = type.isText() ? ZoneText.floor(text, ColumnBounds.MAX_TEXT_BYTES) : text;
    return new ColumnBounds.Bound(cut, cut.length() == text.length());
  }

  private ColumnBounds.Bound greatest() {
    String text = exactText(MAX, "-0.0", "0.0");
    String cut = type.isText() ? ZoneText.ceiling(text, ColumnBounds.MAX_TEXT_BYTES) : text;
    return new ColumnBounds.Bound(cut, text.equals(cut));
  }

  /** The two zeros are equal, so which of them was seen first must not matter. */
  private String exactText(int bound, String narrowZero, String wideZero) {
    String text = ValueText.of(type, bounds, bound);
    boolean isNarrow = type.kind() == ColumnType.Kind.DOUBLE && text.equals(narrowZero);
    return isNarrow ? wideZero : text;
  }

  private void widen(ColumnVector values, int min, int max) {
    boolean lower = empty || values.compare(min, bounds, MIN) < 0;
    boolean higher = empty || values.compare(max, bounds, MAX) > 0;
    if (lower || higher) {
      ColumnVector wider = ColumnVector.of(type, 2);
      wider.copyValue(MIN, lower ? values : bounds, lower ? min : MIN);
      wider.copyValue(MAX, higher ? values : bounds, higher ? max : MAX);
      bounds = wider;
      empty = false;
    }
  }
}
