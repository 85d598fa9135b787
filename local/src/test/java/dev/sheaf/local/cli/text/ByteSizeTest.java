package dev.sheaf.local.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "17B, 17",
    "64KiB, 65536",
    "64 MiB, 67108864",
    "1gib, 1073741824",
    "3kB, 3000",
    "1GB, 1000000000"
  })
  void readsBytesAndUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "x", "1.5MiB", "64 XiB", "99999999999GiB"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void writesForPeople() {
    assertThat(ByteSize.text(999)).isEqualTo("999 B");
    assertThat(ByteSize.text(1536)).isEqualTo("1.5 KiB");
    assertThat(ByteSize.text(64L << 20)).isEqualTo("64 MiB");
  }
}
