package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Columns;
import dev.sheaf.core.value.FieldParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes of single rows by one version. */
record Hashes(FingerprintVersion version) {

  static RowSchema schema(String name, String type) {
    return new RowSchema(List.of(new RowSchema.Field(name, ColumnType.parse(type))));
  }

  /** Of a row with one column, from the text of its value. */
  Fingerprint of(String name, String type, @Nullable String text) {
    return ofRow(schema(name, type).fields(), text);
  }

  /** Of a row, from the texts of its values. */
  Fingerprint ofRow(List<RowSchema.Field> fields, @Nullable String... texts) {
    RowBatch batch = new RowBatch(new RowSchema(fields));
    for (int column = 0; column < texts.length; column++) {
      set(fields.get(column), texts[column], batch.column(column));
    }
    batch.commitRow(0);
    return of(batch);
  }

  private static void set(RowSchema.Field field, @Nullable String text, ColumnVector vector) {
    if (text == null) {
      vector.setNull(0);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FieldParser parser = FieldParser.of(Columns.column("x", field.type().toString()).build());
    assertThat(parser.parse(bytes, 0, bytes.length, Quoting.QUOTED, vector, 0)).isNull();
  }

  Fingerprint ofDouble(long bits) {
    RowBatch batch = new RowBatch(schema("x", "double"));
    ((ColumnVector.Doubles) batch.column(0)).set(0, Double.longBitsToDouble(bits));
    batch.commitRow(0);
    return of(batch);
  }

  /** Of all rows of the batch together. */
  Fingerprint of(RowBatch batch) {
    RowHasher hasher = version.hasher(batch.schema());
    hasher.add(batch);
    return hasher.fingerprint();
  }
}
