package dev.sheaf.core.snapshot;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a snapshot has that its parent does not have, and the other way round.
 *
 * @param addedParts keys of objects, as {@code removedParts}
 * @param addedUploads ids of the uploads whose contributions are new, or of another attempt than in
 *     the parent; {@code removedUploads} likewise
 */
public record SnapshotChanges(
    List<String> addedParts,
    List<String> removedParts,
    List<String> addedUploads,
    List<String> removedUploads) {

  public SnapshotChanges {
    addedParts = List.copyOf(addedParts);
    removedParts = List.copyOf(removedParts);
    addedUploads = List.copyOf(addedUploads);
    removedUploads = List.copyOf(removedUploads);
  }

  /**
   * What became other from one snapshot to the next.
   *
   * @param parent empty before the first
   */
  static SnapshotChanges between(Optional<Manifest> parent, Manifest next) {
    List<Part> parts = parent.map(Manifest::parts).orElse(List.of());
    List<Contribution> contributions = parent.map(Manifest::contributions).orElse(List.of());
    return new SnapshotChanges(
        added(parts, next.parts(), Part::key, Part::key),
        added(next.parts(), parts, Part::key, Part::key),
        added(contributions, next.contributions(), Attempt::of, one -> one.upload().id()),
        added(next.contributions(), contributions, Attempt::of, one -> one.upload().id()));
  }

  /** By what contributions are told apart. */
  private record Attempt(String upload, int attempt) {
    static Attempt of(Contribution contribution) {
      return new Attempt(contribution.upload().id(), contribution.attempt());
    }
  }

  private static <T> List<String> added(
      List<T> before, List<T> after, Function<T, ?> identity, Function<T, String> name) {
    Set<Object> known = new HashSet<>();
    before.forEach(one -> known.add(identity.apply(one)));
    return after.stream().filter(one -> !known.contains(identity.apply(one))).map(name).toList();
  }
}
