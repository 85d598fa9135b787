package dev.sheaf.bench.orders;

import java.util.List;

/** The columns of an order, in the order of the file. */
public final class OrderColumns {
  public static final List<String> NAMES =
      List.of(
          "order_id",
          "placed_at",
          "customer_id",
          "category",
          "quantity",
          "price",
          "shipped_on",
          "note");

  public static final int ORDER_ID = 0;
  public static final int PLACED_AT = 1;
  public static final int CUSTOMER_ID = 2;
  public static final int CATEGORY = 3;
  public static final int QUANTITY = 4;
  public static final int PRICE = 5;
  public static final int SHIPPED_ON = 6;
  public static final int NOTE = 7;

  /** Digits after the point of a price. */
  public static final int PRICE_SCALE = 2;

  /** The types as SQL has them; all required but the note. */
  public static final List<String> SQL_TYPES =
      List.of(
          "BIGINT", "TIMESTAMP", "BIGINT", "VARCHAR", "BIGINT", "DECIMAL(18,2)", "DATE", "VARCHAR");

  private OrderColumns() {}
}
