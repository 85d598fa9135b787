package dev.sheaf.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The sample template of the tests, for stacks of any name. */
public final class Samples {
  private Samples() {}

  public static Template template(String stackName, Map<String, String> parameters) {
    return Template.parse(
        yaml(), new Stack(stackName, "aws", "us-east-1", "000000000000", parameters));
  }

  static String yaml() {
    try (InputStream yaml = Samples.class.getResourceAsStream("/sample-template.yaml")) {
      return new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
