package dev.sheaf.core.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.upload.Upload;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What one upload gave to a dataset.
 *
 * @param attempt at which it was loaded: 1, or one more for every reload
 * @param run the run that loaded it
 * @param rejects keys in the lake bucket of the NDJSON objects that hold its rejects
 * @param rejectHashes SHA-256 of each of these, hexadecimal, or an empty text; none where a version
 *     wrote this that noted none
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
        List<Part> objects,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> rejectHashes) {

  public Contribution {
    rejects = List.copyOf(rejects);
    objects = List.copyOf(objects);
    rejectHashes = List.copyOf(rejectHashes);
    if (!rejectHashes.isEmpty() && rejectHashes.size() != rejects.size()) {
      throw new IllegalArgumentException(
          "%d hashes of %d objects of rejects".formatted(rejectHashes.size(), rejects.size()));
    }
  }

  /** A contribution without rejects. */
  public Contribution(Upload upload, int attempt, String run, Counts counts, List<Part> objects) {
    this(upload, attempt, run, counts, List.of(), objects, List.of());
  }

  /** A contribution of which no part was merged yet. */
  public static Contribution of(
      Upload upload, int attempt, String run, Counts counts, List<RejectObject> rejects) {
    return new Contribution(
        upload,
        attempt,
        run,
        counts,
        rejects.stream().map(RejectObject::key).toList(),
        List.of(),
        rejects.stream().allMatch(object -> object.sha256().isEmpty())
            ? List.of()
            : rejects.stream().map(RejectObject::sha256).toList());
  }

  /** The objects that hold its rejects. */
  public List<RejectObject> rejectObjects() {
    return IntStream.range(0, rejects.size())
        .mapToObj(
            i ->
                new RejectObject(rejects.get(i), rejectHashes.isEmpty() ? "" : rejectHashes.get(i)))
        .toList();
  }

  /** This contribution with other objects. */
  public Contribution withObjects(List<Part> others) {
    return new Contribution(upload, attempt, run, counts, rejects, others, rejectHashes);
  }

  /** Adds the keys of the objects that it names. */
  void addObjects(Set<String> keys) {
    keys.addAll(rejects);
    objects.forEach(object -> keys.add(object.key()));
  }
}
