package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column under construction, for tests. */
final class Columns {
  private final String name;
  private final ColumnType type;
  private Column.Requirement requirement = Column.Requirement.OPTIONAL;
  private Column.Trim trim = Column.Trim.KEEP;
  private Column.LetterCase letterCase = Column.LetterCase.KEEP;
  private List<String> nulls = List.of();
  private List<String> formats = List.of();
  private @Nullable String zone;
  private char decimalPoint = '.';
  private @Nullable Character grouping;
  private @Nullable String min;
  private @Nullable String max;
  private @Nullable String pattern;
  private List<String> oneOf = List.of();
  private @Nullable Integer maxLength;
  private @Nullable String defaultValue;

  private Columns(String name, String type) {
    this.name = name;
    this.type = ColumnType.parse(type);
  }

  static Columns column(String name, String type) {
    return new Columns(name, type);
  }

  Columns required() {
    requirement = Column.Requirement.REQUIRED;
    return this;
  }

  Columns trim() {
    trim = Column.Trim.BOTH;
    return this;
  }

  Columns letterCase(Column.LetterCase wanted) {
    letterCase = wanted;
    return this;
  }

  Columns nulls(String... tokens) {
    nulls = List.of(tokens);
    return this;
  }

  Columns formats(String... patterns) {
    formats = List.of(patterns);
    return this;
  }

  Columns zone(String id) {
    zone = id;
    return this;
  }

  Columns numbers(char point, @Nullable Character group) {
    decimalPoint = point;
    grouping = group;
    return this;
  }

  Columns min(String bound) {
    min = bound;
    return this;
  }

  Columns max(String bound) {
    max = bound;
    return this;
  }

  Columns pattern(String regex) {
    pattern = regex;
    return this;
  }

  Columns oneOf(String... texts) {
    oneOf = List.of(texts);
    return this;
  }

  Columns maxLength(int characters) {
    maxLength = characters;
    return this;
  }

  Columns defaultValue(String text) {
    defaultValue = text;
    return this;
  }

  Column build() {
    return new Column(
        name,
        type,
        requirement,
        trim,
        letterCase,
        nulls,
        formats,
        zone,
        decimalPoint,
        grouping,
        min,
        max,
        pattern,
        oneOf,
        maxLength,
        defaultValue);
  }
}
