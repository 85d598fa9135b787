package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import java.util.List;
import java.util.Optional;

/**
 * What there is to load into one dataset.
 *
 * @param definition as written beside the files, if there is one
 * @param files at least one, by key
 */
public record DatasetInput(String dataset, Optional<Definition> definition, List<InputFile> files) {

  public DatasetInput {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("dataset %s has no files".formatted(dataset));
    }
  }
}
