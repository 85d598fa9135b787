package dev.sheaf.bench.orders;

/** The text of the fields that may be bad. */
final class OrderFields {
  private OrderFields() {}

  static void placedAt(Order order, OrderBytes out) {
    int month = order.flaw == Order.Flaw.IMPOSSIBLE_MONTH ? 13 : order.month;
    date(order.year, month, order.day, out);
    int second = order.secondOfDay;
    out.character('T').number(second / 3600, 2).character(':').number(second / 60 % 60, 2);
    out.character(':').number(second % 60, 2);
  }

  static void quantity(Order order, OrderBytes out) {
    if (order.flaw == Order.Flaw.QUANTITY_IN_WORDS) {
      out.text("two");
    } else {
      out.number(order.quantity);
    }
  }

  static void price(Order order, OrderBytes out) {
    out.number(order.priceCents / 100);
    out.character(order.flaw == Order.Flaw.PRICE_WITH_LETTER ? 'x' : '.');
    out.number(order.priceCents % 100, 2);
  }

  static void shippedOn(Order order, OrderBytes out) {
    if (order.flaw == Order.Flaw.IMPOSSIBLE_DAY) {
      date(order.year, 2, 30, out);
    } else {
      date(order.year, order.month, order.shippedDay, out);
    }
  }

  private static void date(int year, int month, int day, OrderBytes out) {
    out.number(year, 4).character('-').number(month, 2).character('-').number(day, 2);
  }
}
