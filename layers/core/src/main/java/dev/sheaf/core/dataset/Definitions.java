package dev.sheaf.core.dataset;

import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.TransientException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions of all datasets: content in the lake, by digest; the current digest in a table,
 * with the number of changes that led to it. A change that was worked out from another definition
 * than the one that is there is never written: it is worked out again.
 */
public final class Definitions {
  private static final int MAX_LOST_RACES = 20;

  private final Lake lake;
  private final DatasetTable table;
  private final ConcurrentHashMap<String, Definition> byDigest = new ConcurrentHashMap<>();

  public Definitions(Lake lake, DatasetTable table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * The definition that a dataset has.
   *
   * @param revision 1 for its first, one more with every change
   */
  public record Revised(Definition definition, long revision) {}

  /** How a definition follows from the one that is there. */
  @FunctionalInterface
  public interface Change {
    /**
     * Works out the definition; again whenever another change came first.
     *
     * @param current empty: the dataset has none
     * @return what {@linkplain Definition#following follows} it; an equal one: nothing is to be
     *     changed
     */
    Definition of(Optional<Definition> current);
  }

  /**
   * What a change came to.
   *
   * @param before what it was first worked out from
   * @param now what the dataset has since
   */
  public record Outcome(Optional<Revised> before, Revised now) {}

  /** The current definition of a dataset. */
  public Optional<Definition> current(String dataset) {
    return revised(dataset).map(Revised::definition);
  }

  /** The current definition of a dataset, and its revision. */
  public Optional<Revised> revised(String dataset) {
    return table.definition(dataset).map(current -> revised(dataset, current));
  }

  private Revised revised(String dataset, DatasetTable.Current current) {
    return new Revised(pinned(dataset, current.digest()), current.revision());
  }

  /**
   * A definition by its digest, as a run pinned it.
   *
   * @throws IllegalStateException if the lake does not hold it: the store is damaged
   */
  public Definition pinned(String dataset, String digest) {
    return byDigest.computeIfAbsent(digest, missing -> load(dataset, missing));
  }

  /**
   * Gives a dataset its first definition.
   *
   * @return the definition it has now: this one, or one that was first
   */
  public Definition putFirst(Definition definition) {
    Definition first = first(definition.following(Optional.empty(), Optional.empty()));
    store(first);
    String dataset = first.dataset();
    DatasetTable.Current current = table.putDefinition(dataset, first.digest());
    note(dataset, current);
    return pinned(dataset, current.digest());
  }

  /**
   * Takes the current definition of a dataset away, unless it was changed meanwhile; runs under way
   * keep theirs, and are not committed as long as there is none. May be repeated.
   *
   * @return whether it is gone
   */
  public boolean remove(Revised read) {
    Definition definition = read.definition();
    return table.removeDefinition(definition.dataset(), place(read));
  }

  /** Puts back what was taken away too early. */
  public void putBack(Definition removed) {
    note(removed.dataset(), table.putDefinition(removed.dataset(), removed.digest()));
  }

  private static DatasetTable.Current place(Revised read) {
    return new DatasetTable.Current(read.definition().digest(), read.revision());
  }

  /** Makes this the dataset's current definition; runs under way keep theirs. */
  public Outcome apply(Definition declared) {
    return change(declared.dataset(), current -> declared.following(current, Optional.empty()));
  }

  /** A definition of a dataset that has none, with ids that go on from those it had. */
  private Definition first(Definition definition) {
    String dataset = definition.dataset();
    return table
        .lastRemoved(dataset)
        .map(last -> definition.countingOnFrom(pinned(dataset, last.digest())))
        .orElse(definition);
  }

  /**
   * Lets the current definition follow rows to which its dataset is about to go back: columns that
   * were dropped since then and came back are those of the rows again. Nothing is changed if these
   * rows do not fit all the same.
   *
   * @param rows under which they were made
   */
  public Outcome goBack(Definition rows) {
    return change(
        rows.dataset(),
        current -> {
          Definition today =
              current.orElseThrow(
                  () ->
                      new IllegalStateException(
                          "dataset %s lost its definition".formatted(rows.dataset())));
          Definition next = today.following(current, Optional.of(rows));
          return Evolution.obstacles(rows, next).isEmpty() ? next : today;
        });
  }

  /**
   * Changes the dataset's current definition; runs under way keep theirs.
   *
   * @throws TransientException if others kept changing it meanwhile
   */
  public Outcome change(String dataset, Change change) {
    Optional<Revised> before = revised(dataset);
    Optional<Revised> read = before;
    for (int lostRaces = 0; lostRaces < MAX_LOST_RACES; lostRaces++) {
      Definition wanted = change.of(read.map(Revised::definition));
      Definition next = read.isPresent() ? wanted : first(wanted);
      if (read.isPresent() && read.get().definition().digest().equals(next.digest())) {
        return new Outcome(before, read.get());
      }
      requireIdsGoOn(read, next);
      store(next);
      Optional<Revised> written = written(read, next);
      if (written.isPresent()) {
        return new Outcome(before, written.get());
      }
      read = revised(dataset);
    }
    throw new TransientException(
        "the definition of %s was changed %d times while this change was made; make it again"
            .formatted(dataset, MAX_LOST_RACES));
  }

  /** What the dataset has if this was written over what was read; empty if it was not. */
  private Optional<Revised> written(Optional<Revised> read, Definition next) {
    DatasetTable.Current current =
        read.isPresent() ? replaced(read.get(), next) : first(next.dataset(), next.digest());
    if (!current.digest().equals(next.digest())) {
      return Optional.empty();
    }
    note(next.dataset(), current);
    return Optional.of(new Revised(next, current.revision()));
  }

  /** As the log has it: which definition a dataset had from a revision on. */
  private record Noted(int format, String dataset, long revision, String definition) {}

  /** Notes in the log which definition a dataset has, if it is not noted. May be repeated. */
  public void note(String dataset) {
    table.definition(dataset).ifPresent(current -> note(dataset, current));
  }

  private void note(String dataset, DatasetTable.Current current) {
    lake.put(
        LakeKeys.revision(dataset, current.revision()),
        new Noted(1, dataset, current.revision(), current.digest()));
  }

  private DatasetTable.Current first(String dataset, String digest) {
    return table.putDefinition(dataset, digest);
  }

  private DatasetTable.Current replaced(Revised read, Definition next) {
    DatasetTable.Current there = place(read);
    return table.replaceDefinition(next.dataset(), there, next.digest())
        ? there.next(next.digest())
        : there;
  }

  /** No id is ever given twice. */
  private static void requireIdsGoOn(Optional<Revised> read, Definition next) {
    FieldIds ids = next.fieldIds();
    FieldIds before = read.map(current -> current.definition().fieldIds()).orElse(null);
    if (ids == null || (before != null && ids.next() < before.next())) {
      throw new IllegalArgumentException(
          "the ids of columns of %s do not go on: %s after %s"
              .formatted(next.dataset(), ids, before));
    }
  }

  private void store(Definition definition) {
    RowSchema.ofUploads(definition); // A transform that was not checked must never be pinned.
    List<DefinitionFlaw> flaws = definition.flaws();
    if (!flaws.isEmpty()) {
      throw new IllegalArgumentException(
          "definition of %s: %s".formatted(definition.dataset(), flaws.get(0).message()));
    }
    lake.put(LakeKeys.definition(definition.dataset(), definition.digest()), definition);
  }

  private Definition load(String dataset, String digest) {
    String key = LakeKeys.definition(dataset, digest);
    return Definition.FORMAT.read(
        lake.require(key), Definition.class, "the definition of " + dataset, lake.uri(key));
  }
}
