package dev.sheaf.core.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Arbitrary dialects and bytes that provoke them. */
public class SegmentDomain extends DomainContextBase {
  private static final List<Character> MARKS = List.of(',', '"', '\\', '#', ';', '\t', '\'', '\0');

  /** Bytes together with the dialect they are nasty for. */
  public record Text(Dialect dialect, byte[] bytes) {
    @Override
    public String toString() {
      return dialect
          + " "
          + new String(bytes, StandardCharsets.ISO_8859_1)
          + " = "
          + Arrays.toString(bytes);
    }
  }

  @Provide
  public Arbitrary<Dialect> dialects() {
    return Combinators.combine(
            Arbitraries.shuffle(MARKS),
            Arbitraries.integers().between(0, 15),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(LineEnd.LF, LineEnd.LF, LineEnd.CR),
            Arbitraries.of(true, false))
        .as(
            (marks, present, quotedNewlines, lineEnd, cEscapes) ->
                new Dialect(
                    present < 14 ? marks.get(0) : null,
                    (present & 1) == 0 ? marks.get(1) : null,
                    (present & 2) != 0 ? marks.get(2) : null,
                    (present & 4) != 0 ? marks.get(3) : null,
                    quotedNewlines,
                    lineEnd,
                    cEscapes && (present & 2) != 0));
  }

  @Provide
  public Arbitrary<Text> texts() {
    return dialects()
        .flatMap(
            dialect ->
                bytes(dialect).array(byte[].class).ofMaxSize(120).map(b -> new Text(dialect, b)));
  }

  @Provide
  Arbitrary<RecordState> states() {
    return Arbitraries.of(RecordState.class);
  }

  private static Arbitrary<Byte> bytes(Dialect dialect) {
    Byte[] special =
        Stream.of(dialect.delimiter(), dialect.quote(), dialect.escape(), dialect.comment())
            .filter(character -> character != null)
            .map(character -> (byte) (char) character)
            .toArray(Byte[]::new);
    return Arbitraries.oneOf(
        Arbitraries.of(special),
        Arbitraries.of((byte) '\n', (byte) '\r'),
        Arbitraries.of(
            (byte) 'a',
            (byte) 'b',
            (byte) 'n',
            (byte) ' ',
            (byte) 0xFF,
            (byte) 0x82,
            (byte) 1,
            (byte) 0x1A),
        Arbitraries.bytes());
  }
}
