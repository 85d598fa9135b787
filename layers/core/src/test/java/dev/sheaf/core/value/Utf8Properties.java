package dev.sheaf.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The check in words against the decoder of the JDK. */
class Utf8Properties {

  @Property(tries = 5000)
  void theFirstMalformedByteIsWhereTheDecoderStops(@ForAll("pieces") List<byte[]> pieces) {
    ByteBuffer joined = ByteBuffer.allocate(1 << 12);
    pieces.forEach(joined::put);
    byte[] bytes = joined.array();
    int to = joined.position();
    int expected = decoderStops(bytes, to);
    assertThat(Utf8.firstMalformed(bytes, 0, to)).isEqualTo(expected);
    assertThat(Utf8.isValid(bytes, 0, to)).isEqualTo(expected == to);
    boolean ascii = true;
    for (int i = 0; i < to; i++) {
      ascii &= bytes[i] >= 0;
    }
    assertThat(Utf8.isAscii(bytes, 0, to)).isEqualTo(ascii);
  }

  private static int decoderStops(byte[] bytes, int to) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes, 0, to);
    decoder.decode(input, CharBuffer.allocate(to + 1), true);
    return input.position();
  }

  @Provide
  Arbitrary<List<byte[]>> pieces() {
    Arbitrary<byte[]> texts =
        Arbitraries.of("a", "plain text of some length", "é", "漢字", "𝄞", "부재시 경비실", "\u0080")
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(3);
    return Arbitraries.frequencyOf(List.of(Tuple.of(15, texts), Tuple.of(1, any)))
        .list()
        .ofMaxSize(30)
        .map(ArrayList::new);
  }
}
