package dev.sheaf.core.yaml;

import java.util.List;

/**
 * A definition that cannot be used. Permanent: its writer has to change it. All errors that could
 * be found are there, so that one round of corrections is enough.
 */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> errors;

  DefinitionException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  /** One line each, {@code file:line:column: what is wrong}, in the order of the file. */
  public List<String> errors() {
    return errors;
  }
}
