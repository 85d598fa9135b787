package dev.sheaf.bench.contender;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a contender says about the file.
 *
 * @param rows records that keep the types
 * @param rejects records that do not
 * @param means of the price, per category
 * @param remark what else there is to know, or empty
 */
public record Answer(long rows, long rejects, Map<String, BigDecimal> means, String remark) {
  public Answer {
    means = new TreeMap<>(means);
  }

  public Answer withRemark(String text) {
    return new Answer(rows, rejects, means, text);
  }
}
