package dev.sheaf.engine.result;

/**
 * A column of a result.
 *
 * @param type as DuckDB names it, {@code DECIMAL(18,2)}, {@code INTEGER[]}
 */
public record ResultColumn(String name, String type) {

  /** Whether its values are numbers, to be aligned right. */
  boolean isNumber() {
    return type.matches("(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\\(.*\\)|FLOAT|DOUBLE)");
  }
}
