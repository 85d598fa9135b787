package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column under construction, for tests. */
public final class Columns {
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

  public static Columns column(String name, String type) {
    return new Columns(name, type);
  }

  public Columns required() {
    requirement = Column.Requirement.REQUIRED;
    return this;
  }

  public Columns trim() {
    trim = Column.Trim.BOTH;
    return this;
  }

  public Columns letterCase(Column.LetterCase wanted) {
    letterCase = wanted;
    return this;
  }

  public Columns nulls(String... tokens) {
    nulls = List.of(tokens);
    return this;
  }

  public Columns formats(String... patterns) {
    formats = List.of(patterns);
    return this;
  }

  public Columns zone(String id) {
    zone = id;
    return this;
  }

  public Columns numbers(char point, @Nullable Character group) {
    decimalPoint = point;
    grouping = group;
    return this;
  }

  public Columns min(String bound) {
    min = bound;
    return this;
  }

  public Columns max(String bound) {
    max = bound;
    return this;
  }

  public Columns pattern(String regex) {
    pattern = regex;
    return this;
  }

  public Columns oneOf(String... texts) {
    oneOf = List.of(texts);
    return this;
  }

  public Columns maxLength(int characters) {
    maxLength = characters;
    return this;
  }

  public Columns defaultValue(String text) {
    defaultValue = text;
    return this;
  }

  public Column build() {
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
