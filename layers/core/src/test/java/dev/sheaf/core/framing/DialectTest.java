package dev.sheaf.core.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.testing.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  @Test
  void rfc4180() {
    assertThat(Dialects.rfc4180()).isEqualTo(new Dialect(',', '"', null, null, true, LineEnd.LF));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\n', '\r', '\u0080', '\u00E9', '\uFFFF'})
  void everyCharacterIsAsciiAndNoLineEnd(char wrong) {
    String named = "U+%04X".formatted((int) wrong);
    assertThatThrownBy(() -> new Dialect(wrong, '"', null, null, true, LineEnd.LF))
        .hasMessageContaining("delimiter " + named);
    assertThatThrownBy(() -> new Dialect(',', wrong, null, null, true, LineEnd.LF))
        .hasMessageContaining("quote " + named);
    assertThatThrownBy(() -> new Dialect(',', '"', wrong, null, true, LineEnd.LF))
        .hasMessageContaining("escape " + named);
    assertThatThrownBy(() -> new Dialect(',', '"', null, wrong, true, LineEnd.LF))
        .hasMessageContaining("comment " + named);
  }

  @Test
  void everyCharacterHasOneRole() {
    assertThatThrownBy(() -> new Dialect(',', ',', null, null, true, LineEnd.LF))
        .hasMessageContaining("quote U+002C");
    assertThatThrownBy(() -> new Dialect(',', '"', '"', null, true, LineEnd.LF))
        .hasMessageContaining("escape U+0022");
    assertThatThrownBy(() -> new Dialect(',', null, null, ',', true, LineEnd.LF))
        .hasMessageContaining("comment U+002C");
  }

  @Test
  void controlCharactersAreAllowed() {
    assertThat(new Dialect('\u0001', '\0', '\u007F', '\t', true, LineEnd.CR).quote())
        .isEqualTo('\0');
  }
}
