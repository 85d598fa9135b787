package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What framing knows of the encodings, against all that the JDK's decoders say. */
class EncodingTest {

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"UTF_8", "UTF_16LE", "UTF_16BE"},
      mode = Mode.EXCLUDE)
  void everyPairOfTheDecoderIsOneOfFraming(Encoding encoding) {
    int pairs = 0;
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        byte lead = (byte) first;
        byte trail = (byte) second;
        Optional<String> text = decode(encoding.charset(), lead, trail);
        if (text.isPresent() && text.get().length() == 1) {
          assertThat(encoding.isLead(lead) && encoding.isTrail(trail)).isTrue();
          assertThat(text.get().charAt(0)).isGreaterThan('\u007F');
          pairs++;
        }
      }
    }
    assertThat(pairs > 9000).isEqualTo(encoding != Encoding.WINDOWS_1252);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"UTF_16LE", "UTF_16BE"},
      mode = Mode.EXCLUDE)
  void aByteAloneIsAsciiOrNot(Encoding encoding) {
    for (int value = 0; value < 256; value++) {
      byte alone = (byte) value;
      Optional<String> text = decode(encoding.charset(), alone);
      if (value < 0x80) {
        assertThat(text).hasValue(String.valueOf((char) value));
        assertThat(encoding.isLead(alone)).isFalse();
      } else {
        assertThat(text.filter(single -> single.charAt(0) < 0x80)).isEmpty();
        assertThat(text.isPresent() && encoding.isLead(alone)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void noPartOfACharacterIsALineEndOrACommaOrAQuote(Encoding encoding) {
    for (char mark : new char[] {'\n', '\r', ',', ';', '\t', '"', '\'', ' '}) {
      assertThat(encoding.isTrail((byte) mark)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void theMarkTellsTheEncodingWhereThereIsOne(Encoding encoding) {
    byte[] marked = "\uFEFFa".getBytes(encoding.charset());
    Optional<Encoding> expected =
        encoding.markBytes() == 0 ? Optional.empty() : Optional.of(encoding);
    assertThat(Encoding.ofMark(marked)).isEqualTo(expected);
    assertThat(Encoding.ofMark("ab".getBytes(encoding.charset()))).isEmpty();
    assertThat(Encoding.parse(encoding.toString())).isEqualTo(encoding);
  }

  @Test
  void namesThatAreCommonAreUnderstood() {
    assertThat(Encoding.parse("EUC-KR")).isEqualTo(Encoding.CP949);
    assertThat(Encoding.parse("Shift_JIS")).isEqualTo(Encoding.SHIFT_JIS);
    assertThatThrownBy(() -> Encoding.parse("latin1")).hasMessageContaining("known are utf-8, ");
  }

  private static Optional<String> decode(Charset charset, byte... bytes) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
