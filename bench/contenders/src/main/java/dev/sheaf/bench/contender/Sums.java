package dev.sheaf.bench.contender;

import dev.sheaf.bench.orders.OrderColumns;
import dev.sheaf.bench.orders.Truth;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Exact means by category, for those who have Strings and BigDecimals at hand. */
final class Sums {
  private static final class Sum {
    private long cents;
    private long count;
  }

  private final Map<String, Sum> sums = new HashMap<>();

  /**
   * @throws ArithmeticException if the price has more than two digits after the point
   */
  static long cents(BigDecimal price) {
    return price.setScale(OrderColumns.PRICE_SCALE).unscaledValue().longValueExact();
  }

  void add(String category, long cents) {
    Sum sum = sums.computeIfAbsent(category, key -> new Sum());
    sum.cents = Math.addExact(sum.cents, cents);
    sum.count++;
  }

  Map<String, BigDecimal> means() {
    Map<String, BigDecimal> means = new HashMap<>();
    sums.forEach((category, sum) -> means.put(category, Truth.mean(sum.cents, sum.count)));
    return means;
  }
}
