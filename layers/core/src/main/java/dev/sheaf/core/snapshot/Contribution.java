package dev.sheaf.core.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.upload.Upload;
import java.util.List;
import java.util.Set;

/**
 * What one upload gave to a dataset.
 *
 * @param attempt at which it was loaded: 1, or one more for every reload
 * @param run the run that loaded it
 * @param rejects keys in the lake bucket of the NDJSON objects that hold its rejects
 * @param objects that its segments gave, where the parts of the snapshot are made from them: of an
 *     upsert or an aggregate. Empty where they are parts themselves
 */
public record Contribution(
    Upload upload,
    int attempt,
    String run,
    Counts counts,
    List<String> rejects,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Part> objects) {

  public Contribution {
    rejects = List.copyOf(rejects);
    objects = List.copyOf(objects);
  }

  /** This contribution with other objects. */
  public Contribution withObjects(List<Part> others) {
    return new Contribution(upload, attempt, run, counts, rejects, others);
  }

  /** Adds the keys of the objects that it names. */
  void addObjects(Set<String> keys) {
    keys.addAll(rejects);
    objects.forEach(object -> keys.add(object.key()));
  }
}
