package dev.sheaf.bench.contender;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.sheaf.bench.orders.OrderColumns;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/** FastCSV's records, typed by the JDK's parsers; the first record is the header. */
final class FastCsvContender implements Contender {
  private long checked;

  @Override
  public Answer read(Path file) throws Exception {
    Sums sums = new Sums();
    long rows = 0;
    long rejects = 0;
    CsvReader.CsvReaderBuilder builder =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    try (CsvReader<CsvRecord> reader = builder.ofCsvRecord(file)) {
      reader.skipLines(1);
      for (CsvRecord record : reader) {
        if (take(record, sums)) {
          rows++;
        } else {
          rejects++;
        }
      }
    }
    return new Answer(rows, rejects, sums.means(), "checksum " + checked);
  }

  private boolean take(CsvRecord record, Sums sums) {
    if (record.getFieldCount() != OrderColumns.NAMES.size()) {
      return false;
    }
    try {
      long sum = Long.parseLong(record.getField(OrderColumns.ORDER_ID));
      sum += LocalDateTime.parse(record.getField(OrderColumns.PLACED_AT)).getSecond();
      sum += Long.parseLong(record.getField(OrderColumns.CUSTOMER_ID));
      sum += Long.parseLong(record.getField(OrderColumns.QUANTITY));
      sum += LocalDate.parse(record.getField(OrderColumns.SHIPPED_ON)).getDayOfMonth();
      sum += record.getField(OrderColumns.NOTE).length();
      long cents = Sums.cents(new BigDecimal(record.getField(OrderColumns.PRICE)));
      sums.add(record.getField(OrderColumns.CATEGORY), cents);
      checked += sum;
      return true;
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      return false;
    }
  }
}
