package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FingerprintVersionTest {

  /** Documents that are older than the second version name none. */
  @Test
  void noNumberIsTheFirst() {
    assertThat(FingerprintVersion.of(null)).isEqualTo(FingerprintVersion.V1);
  }

  @ParameterizedTest
  @EnumSource
  void isStoredAsItsNumber(FingerprintVersion version) {
    assertThat(FingerprintVersion.of(version.number())).isEqualTo(version);
    assertThat(Json.write(version)).isEqualTo(version.number() + "");
    assertThat(Json.read(Json.write(version), FingerprintVersion.class)).isEqualTo(version);
  }

  @Test
  void aVersionOfANewerSheafIsRefused() {
    assertThatThrownBy(() -> FingerprintVersion.of(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fingerprints of version 3 are not known here, only those of [1, 2]; a newer Sheaf wrote them");
  }
}
