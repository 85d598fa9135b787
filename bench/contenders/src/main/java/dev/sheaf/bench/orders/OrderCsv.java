package dev.sheaf.bench.orders;

/** Orders as RFC 4180. */
final class OrderCsv {
  private OrderCsv() {}

  static void header(OrderBytes out) {
    out.text(String.join(",", OrderColumns.NAMES)).character('\n');
  }

  static void write(Order order, OrderBytes out) {
    out.number(order.id).character(',');
    OrderFields.placedAt(order, out);
    out.character(',').number(order.customer).character(',');
    out.utf8(Order.CATEGORIES[order.category]).character(',');
    OrderFields.quantity(order, out);
    out.character(',');
    OrderFields.price(order, out);
    out.character(',');
    OrderFields.shippedOn(order, out);
    switch (order.flaw) {
      case TOO_FEW -> {}
      case TOO_MANY -> out.text(",,more");
      default -> note(order, out.character(','));
    }
    out.character('\n');
  }

  private static void note(Order order, OrderBytes out) {
    if (!order.noteNeedsQuotes) {
      out.bytes(order.note);
      return;
    }
    out.character('"');
    for (byte read : order.note) {
      if (read == '"') {
        out.character('"');
      }
      out.character(read);
    }
    out.character('"');
  }
}
