package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Tables;
import dev.sheaf.core.record.Tables.Table;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(Tables.class)
@Domain(DomainContext.Global.class)
class FingerprintProperties {
  private static final Hashes V1 = new Hashes(FingerprintVersion.V1);

  @Property(tries = 500)
  void neitherOrderNorSplitMatters(
      @ForAll FingerprintVersion version, @ForAll Table table, @ForAll Random random) {
    List<List<@Nullable String>> rows = new ArrayList<>(table.rows());
    Collections.shuffle(rows, random);
    int cut = rows.isEmpty() ? 0 : random.nextInt(rows.size() + 1);
    Fingerprint left = new Table(rows.subList(0, cut)).fingerprint(version);
    Fingerprint right = new Table(rows.subList(cut, rows.size())).fingerprint(version);
    assertThat(left.plus(right)).isEqualTo(table.fingerprint(version));
  }

  @Property(tries = 500)
  void aRowMoreIsSeen(@ForAll FingerprintVersion version, @ForAll Table table) {
    for (int i = 0; i < table.rows().size(); i++) {
      List<List<@Nullable String>> fewer = new ArrayList<>(table.rows());
      fewer.remove(i);
      assertThat(new Table(fewer).fingerprint(version)).isNotEqualTo(table.fingerprint(version));
    }
  }

  @Property
  void sumIsModuloTwoToThe128(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    Fingerprint sum = new Fingerprint(a, b).plus(new Fingerprint(c, d));
    BigInteger expected = big(a, b).add(big(c, d)).mod(BigInteger.ONE.shiftLeft(128));
    assertThat(new BigInteger(sum.toString(), 16)).isEqualTo(expected);
    assertThat(Fingerprint.parse(sum.toString())).isEqualTo(sum);
  }

  @Property(tries = 10)
  void equalValuesHashEqually(@ForAll FingerprintVersion version) {
    Hashes hashes = new Hashes(version);
    assertThat(hashes.of("x", "double", "-0.0")).isEqualTo(hashes.of("X", "double", "0"));
    assertThat(hashes.of("x", "decimal(18,2)", "1.50"))
        .isEqualTo(hashes.of("x", "decimal(38,5)", "1.5"));
    assertThat(hashes.of("x", "decimal(18,2)", "-100"))
        .isEqualTo(hashes.of("x", "decimal(20,0)", "-100"));
    assertThat(hashes.of("x", "decimal(18,18)", "0"))
        .isEqualTo(hashes.of("x", "decimal(38,38)", "0"));
    ColumnVector.Doubles nan = (ColumnVector.Doubles) ColumnVector.of(ColumnType.parse("double"));
    nan.set(0, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
    RowEncoder encoder = new RowEncoder(Hashes.schema("x", "double"));
    encoder.append(0, nan, 0);
    assertThat(encoder.bytes()[encoder.length() - 1]).isZero();
    assertThat(hashes.ofDouble(0x7ff8_0000_0000_0001L))
        .isEqualTo(hashes.ofDouble(0xfff0_0000_0000_0001L))
        .isEqualTo(hashes.of("x", "double", "NaN"));
  }

  @Property(tries = 10)
  void otherValuesTypesAndNamesHashOtherwise(@ForAll FingerprintVersion version) {
    Hashes hashes = new Hashes(version);
    Set<Fingerprint> seen = new HashSet<>();
    for (String name : List.of("x", "y", "xx", "")) {
      for (String type :
          List.of("bigint", "decimal(9,0)", "decimal(38,0)", "double", "varchar", "json")) {
        if (!type.equals("decimal(38,0)")) {
          assertThat(seen.add(hashes.of(name, type, "1"))).as(name + type).isTrue();
          assertThat(seen.add(hashes.of(name, type, "0"))).as(name + type).isTrue();
        }
      }
      assertThat(seen.add(hashes.of(name, "varchar", ""))).isTrue();
      assertThat(seen.add(hashes.of(name, "varchar", "\0"))).isTrue();
      assertThat(seen.add(hashes.of(name, "varchar", "\0\0"))).isTrue();
      assertThat(seen.add(hashes.of(name, "date", "1970-01-02"))).isTrue();
      assertThat(seen.add(hashes.of(name, "timestamp", "1970-01-01 00:00:00.000001"))).isTrue();
      assertThat(seen.add(hashes.of(name, "boolean", "true"))).isTrue();
      assertThat(seen.add(hashes.of(name, "boolean", "false"))).isTrue();
    }
    Fingerprint none = hashes.of("x", "varchar", null);
    assertThat(seen.add(none)).as("NULL is no empty text").isTrue();
    assertThat(none).as("a row without values counts").isNotEqualTo(Fingerprint.ZERO);
    assertThat(hashes.of("y", "bigint", null)).isEqualTo(none);
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
    assertThat(V1.of("X", "bigint", "1"))
        .isEqualTo(hash(encoded))
        .hasToString("af46461cbb653c730d65fe002b7bed3f");
    // What the authors of XXH3 publish for no bytes.
    assertThat(V1.of("x", "bigint", null)).hasToString("99aa06d3014798d86001c324468d497f");
    byte[] decimal =
        ByteBuffer.allocate(4 + 1 + 1 + 1 + 16)
            .putInt(1)
            .put((byte) 'n')
            .put((byte) 4)
            .put((byte) 1)
            .putLong(-1)
            .putLong(-15)
            .array();
    assertThat(V1.of("n", "decimal(20,3)", "-1.500")).isEqualTo(hash(decimal));
    byte[] text =
        ByteBuffer.allocate(4 + 4 + 1 + 4 + 2)
            .putInt(4)
            .put("name".getBytes(StandardCharsets.UTF_8))
            .put((byte) 7)
            .putInt(2)
            .put("é".getBytes(StandardCharsets.UTF_8))
            .array();
    assertThat(V1.of("Name", "varchar", "é")).isEqualTo(hash(text));
  }

  @Property(tries = 10)
  void nullsAndColumnOrderLeaveNoTrace(@ForAll FingerprintVersion version) {
    Hashes hashes = new Hashes(version);
    RowSchema.Field added = new RowSchema.Field("new", ColumnType.parse("bigint"));
    RowSchema.Field x = new RowSchema.Field("x", ColumnType.parse("bigint"));
    RowSchema.Field y = new RowSchema.Field("Y", ColumnType.parse("varchar"));
    Fingerprint expected = hashes.ofRow(List.of(x, y), "1", "one");
    assertThat(hashes.ofRow(List.of(y, added, x), "one", null, "1")).isEqualTo(expected);
    assertThat(hashes.ofRow(List.of(added, x), null, "1")).isEqualTo(hashes.of("x", "bigint", "1"));
  }

  @Property
  void columnsCanBeReordered(
      @ForAll FingerprintVersion version, @ForAll Table table, @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int column = 0; column < Tables.SCHEMA.size(); column++) {
      order.add(column);
    }
    Collections.shuffle(order, random);
    RowSchema turned =
        new RowSchema(order.stream().map(column -> Tables.SCHEMA.fields().get(column)).toList());
    RowBatch from = table.batch();
    RowBatch to = new RowBatch(turned);
    for (int row = 0; row < from.rows(); row++) {
      for (int column = 0; column < order.size(); column++) {
        to.column(column).copy(row, from.column(order.get(column)), row);
      }
      to.commitRow(row);
    }
    RowHasher hasher = version.hasher(turned);
    hasher.add(to);
    assertThat(hasher.fingerprint()).isEqualTo(table.fingerprint(version));
  }

  private static Fingerprint hash(byte[] encoded) {
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(encoded);
    return new Fingerprint(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  private static BigInteger big(long high, long low) {
    return new BigInteger("%016x%016x".formatted(high, low), 16);
  }
}
