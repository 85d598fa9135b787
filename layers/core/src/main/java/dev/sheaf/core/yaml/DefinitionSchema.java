package dev.sheaf.core.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema of definitions, draft 7, for editors: it knows keys and words, but not, as {@link
 * DefinitionParser} does, whether columns that are named are there.
 */
public final class DefinitionSchema {
  private static final String RESOURCE = "definition.schema.json";

  private DefinitionSchema() {}

  /** The schema, as JSON with a line end at its end. */
  public static String text() {
    try (InputStream resource = DefinitionSchema.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
