package dev.sheaf.bench.orders;

/** Orders as one JSON object per line. */
final class OrderNdjson {
  private OrderNdjson() {}

  static void write(Order order, OrderBytes out) {
    out.text("{\"order_id\":").number(order.id).text(",\"placed_at\":\"");
    OrderFields.placedAt(order, out);
    out.text("\",\"customer_id\":").number(order.customer).text(",\"category\":\"");
    out.utf8(Order.CATEGORIES[order.category]).text("\",\"quantity\":");
    quoted(order.flaw == Order.Flaw.QUANTITY_IN_WORDS, out);
    OrderFields.quantity(order, out);
    quoted(order.flaw == Order.Flaw.QUANTITY_IN_WORDS, out);
    if (order.flaw != Order.Flaw.TOO_FEW) {
      out.text(",\"price\":");
      quoted(order.flaw == Order.Flaw.PRICE_WITH_LETTER, out);
      OrderFields.price(order, out);
      quoted(order.flaw == Order.Flaw.PRICE_WITH_LETTER, out);
    }
    out.text(",\"shipped_on\":\"");
    OrderFields.shippedOn(order, out);
    out.character('"');
    note(order, out);
    out.text(order.flaw == Order.Flaw.TOO_MANY ? "\n" : "}\n");
  }

  private static void quoted(boolean isText, OrderBytes out) {
    if (isText) {
      out.character('"');
    }
  }

  private static void note(Order order, OrderBytes out) {
    if (order.note.length == 0) {
      out.text(",\"note\":null");
      return;
    }
    out.text(",\"note\":\"");
    for (byte read : order.note) {
      switch (read) {
        case '"' -> out.text("\\\"");
        case '\n' -> out.text("\\n");
        default -> out.character(read);
      }
    }
    out.character('"');
  }
}
