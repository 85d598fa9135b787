package dev.sheaf.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has written beside this class. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
      if (version == null) {
        throw new IllegalStateException("version.txt is not on the class path");
      }
      return new String[] {
        "sheaf " + new String(version.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
