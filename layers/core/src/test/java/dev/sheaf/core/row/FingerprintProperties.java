package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Columns;
import dev.sheaf.core.record.Tables;
import dev.sheaf.core.record.Tables.Table;
import dev.sheaf.core.value.FieldParser;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(Tables.class)
@Domain(DomainContext.Global.class)
class FingerprintProperties {

  @Property(tries = 500)
  void neitherOrderNorSplitMatters(@ForAll Table table, @ForAll Random random) {
    List<List<@Nullable String>> rows = new ArrayList<>(table.rows());
    Collections.shuffle(rows, random);
    int cut = rows.isEmpty() ? 0 : random.nextInt(rows.size() + 1);
    Fingerprint left = new Table(rows.subList(0, cut)).fingerprint();
    Fingerprint right = new Table(rows.subList(cut, rows.size())).fingerprint();
    assertThat(left.plus(right)).isEqualTo(table.fingerprint());
  }

  @Property(tries = 500)
  void aRowMoreIsSeen(@ForAll Table table) {
    for (int i = 0; i < table.rows().size(); i++) {
      List<List<@Nullable String>> fewer = new ArrayList<>(table.rows());
      fewer.remove(i);
      assertThat(new Table(fewer).fingerprint()).isNotEqualTo(table.fingerprint());
    }
  }

  @Property
  void sumIsModuloTwoToThe128(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    Fingerprint sum = new Fingerprint(a, b).plus(new Fingerprint(c, d));
    BigInteger expected = big(a, b).add(big(c, d)).mod(BigInteger.ONE.shiftLeft(128));
    assertThat(new BigInteger(sum.toString(), 16)).isEqualTo(expected);
    assertThat(Fingerprint.parse(sum.toString())).isEqualTo(sum);
  }

  @Example
  void equalValuesHashEqually() {
    assertThat(hash("x", "double", "-0.0")).isEqualTo(hash("X", "double", "0"));
    assertThat(hash("x", "decimal(18,2)", "1.50")).isEqualTo(hash("x", "decimal(38,5)", "1.5"));
    assertThat(hash("x", "decimal(18,2)", "-100")).isEqualTo(hash("x", "decimal(20,0)", "-100"));
    assertThat(hash("x", "bigint", "1")).isNotEqualTo(hash("x", "decimal(9,0)", "1"));
    assertThat(hash("x", "bigint", "1")).isNotEqualTo(hash("y", "bigint", "1"));
    assertThat(hash("x", "varchar", "")).isNotEqualTo(hash("x", "varchar", null));
    ColumnVector.Doubles nan = (ColumnVector.Doubles) ColumnVector.of(ColumnType.parse("double"));
    nan.set(0, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
    RowEncoder encoder = new RowEncoder(schema("x", "double"));
    encoder.append(0, nan, 0);
    assertThat(encoder.bytes()[encoder.length() - 1]).isZero();
  }

  /** The encoding must never change: snapshots hold what it gave. */
  @Example
  void theHashOfARowIsPinned() {
    byte[] encoded =
        ByteBuffer.allocate(4 + 1 + 1 + 8)
            .putInt(1)
            .put((byte) 'x')
            .put((byte) 2)
            .putLong(1)
            .array();
    assertThat(hash("X", "bigint", "1"))
        .isEqualTo(hash(encoded))
        .hasToString("af46461cbb653c730d65fe002b7bed3f");
    // What the authors of XXH3 publish for no bytes.
    assertThat(hash("x", "bigint", null)).hasToString("99aa06d3014798d86001c324468d497f");
    byte[] decimal =
        ByteBuffer.allocate(4 + 1 + 1 + 1 + 16)
            .putInt(1)
            .put((byte) 'n')
            .put((byte) 4)
            .put((byte) 1)
            .putLong(-1)
            .putLong(-15)
            .array();
    assertThat(hash("n", "decimal(20,3)", "-1.500")).isEqualTo(hash(decimal));
    byte[] text =
        ByteBuffer.allocate(4 + 4 + 1 + 4 + 2)
            .putInt(4)
            .put("name".getBytes(StandardCharsets.UTF_8))
            .put((byte) 7)
            .putInt(2)
            .put("é".getBytes(StandardCharsets.UTF_8))
            .array();
    assertThat(hash("Name", "varchar", "é")).isEqualTo(hash(text));
  }

  @Example
  void nullsAndColumnOrderLeaveNoTrace() {
    RowSchema two =
        new RowSchema(
            List.of(
                new RowSchema.Field("new", ColumnType.parse("bigint")),
                new RowSchema.Field("x", ColumnType.parse("bigint"))));
    RowBatch batch = new RowBatch(two);
    batch.column(0).setNull(0);
    ((ColumnVector.Longs) batch.column(1)).set(0, 1);
    batch.commitRow(0);
    RowHasher hasher = new RowHasher(two);
    hasher.add(batch);
    assertThat(hasher.fingerprint()).isEqualTo(hash("x", "bigint", "1"));
  }

  private static Fingerprint hash(String name, String type, @Nullable String text) {
    RowBatch batch = new RowBatch(schema(name, type));
    if (text == null) {
      batch.column(0).setNull(0);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      FieldParser parser = FieldParser.of(Columns.column(name, type).build());
      assertThat(parser.parse(bytes, 0, bytes.length, Quoting.QUOTED, batch.column(0), 0)).isNull();
    }
    batch.commitRow(0);
    RowHasher hasher = new RowHasher(schema(name, type));
    hasher.add(batch);
    return hasher.fingerprint();
  }

  private static Fingerprint hash(byte[] encoded) {
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(encoded);
    return new Fingerprint(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  private static RowSchema schema(String name, String type) {
    return new RowSchema(List.of(new RowSchema.Field(name, ColumnType.parse(type))));
  }

  private static BigInteger big(long high, long low) {
    return new BigInteger("%016x%016x".formatted(high, low), 16);
  }
}
