package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.DefinitionFlaw;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import java.util.List;
import java.util.stream.Collectors;

/** What a definition with a transform has to go through before it may be applied. */
public final class TransformCheck {
  private static final int ROWS = 400;
  private static final long SEED = 0x5EAF;

  private TransformCheck() {}

  /**
   * Compiles the transform, tries it on generated rows, and works out its columns.
   *
   * @return the definition with the columns; the same one where it has no transform
   * @throws TransformException if the transform cannot be used
   */
  public static Definition checked(Definition definition, TransformCompiler compiler) {
    Transform transform = definition.transform();
    if (transform == null) {
      return definition;
    }
    RowSchema input = RowSchema.parsed(definition);
    try (RowTransform compiled = compiler.compile(input, transform.sql())) {
      SplitInvariance.require(compiled, GeneratedRows.of(input, ROWS, SEED), SEED);
      return fitting(
          definition.withTransform(new Transform(transform.sql(), compiled.schema().fields())));
    }
  }

  private static Definition fitting(Definition checked) {
    List<DefinitionFlaw> flaws = checked.flaws();
    if (!flaws.isEmpty()) {
      throw new TransformException(
          flaws.stream()
              .map(flaw -> "'%s': %s".formatted(flaw.part().word(), flaw.message()))
              .collect(Collectors.joining("; ", "of what it gives, ", "")));
    }
    return checked;
  }
}
