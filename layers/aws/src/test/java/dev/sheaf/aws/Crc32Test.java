package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.store.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Crc32Test {

  @Test
  void isTheChecksumThatEveryoneKnows() {
    // The check value of CRC-32, cbf43926, is that of these nine digits.
    assertThat(Crc32.of(Payload.text("123456789"))).isEqualTo("y/Q5Jg==");
    assertThat(Crc32.of(Payload.text(""))).isEqualTo("AAAAAA==");
  }

  @Test
  void isTheSameOfAFile(@TempDir Path folder) throws IOException {
    byte[] content = new byte[200_001];
    content[70_000] = 1;
    Path file = Files.write(folder.resolve("part"), content);

    assertThat(Crc32.of(new Payload.File(file))).isEqualTo(Crc32.of(new Payload.Bytes(content)));
  }
}
