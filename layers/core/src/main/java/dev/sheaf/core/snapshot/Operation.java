package dev.sheaf.core.snapshot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sheaf.core.upload.LandingKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change of a dataset that no upload asks for. It is carried out at most once, however often it is
 * asked for: its id stands in the table from the transaction on that did it, or that refused it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Operation.Rollback.class, name = "rollback"),
  @JsonSubTypes.Type(value = Operation.Retract.class, name = "retract"),
  @JsonSubTypes.Type(value = Operation.Compact.class, name = "compact")
})
public sealed interface Operation {

  /** Chosen by whoever asks for it; the same id is the same operation. */
  String id();

  String dataset();

  /** What it does, for people. */
  String text();

  /**
   * The rows of an earlier version become those of a new one.
   *
   * @param version to go back to
   */
  record Rollback(String id, String dataset, int version) implements Operation {
    public Rollback {
      requireNames(id, dataset);
      if (version < 1) {
        throw new IllegalArgumentException("there is no version %d".formatted(version));
      }
    }

    @Override
    public String text() {
      return "rollback to version " + version;
    }

    @Override
    public <T> T match(
        Function<Rollback, T> rollback,
        Function<Retract, T> retract,
        Function<Compact, T> compact) {
      return rollback.apply(this);
    }
  }

  /**
   * Uploads lose their rows, until they are loaded again.
   *
   * @param uploads ids, at least one and at most {@link #MAX_UPLOADS}
   */
  record Retract(String id, String dataset, List<String> uploads) implements Operation {
    public Retract {
      requireNames(id, dataset);
      uploads = uploads.stream().distinct().toList();
      if (uploads.isEmpty() || uploads.size() > MAX_UPLOADS) {
        throw new IllegalArgumentException(
            "1 to %d uploads are retracted at once, not %d".formatted(MAX_UPLOADS, uploads.size()));
      }
    }

    @Override
    public String text() {
      return uploads.size() == 1
          ? "retract upload " + uploads.get(0).substring(0, Math.min(12, uploads.get(0).length()))
          : "retract %d uploads".formatted(uploads.size());
    }

    @Override
    public <T> T match(
        Function<Rollback, T> rollback,
        Function<Retract, T> retract,
        Function<Compact, T> compact) {
      return retract.apply(this);
    }
  }

  /** Small parts become larger ones. The rows stay the same. */
  record Compact(String id, String dataset) implements Operation {
    public Compact {
      requireNames(id, dataset);
    }

    @Override
    public String text() {
      return "compaction";
    }

    @Override
    public <T> T match(
        Function<Rollback, T> rollback,
        Function<Retract, T> retract,
        Function<Compact, T> compact) {
      return compact.apply(this);
    }
  }

  /** The most uploads whose state one operation changes: a transaction has 100 items. */
  int MAX_UPLOADS = 90;

  private static void requireNames(String id, String dataset) {
    LandingKey.requireName("dataset", dataset);
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("'%s' is no id of an operation".formatted(id));
    }
  }

  /** The version that must not have expired when this is done, if there is one. */
  default Optional<Integer> retainedVersion() {
    return match(
        rollback -> Optional.of(rollback.version()),
        retract -> Optional.empty(),
        compact -> Optional.empty());
  }

  /** What belongs to the kind of operation that this is. */
  <T> T match(
      Function<Rollback, T> rollback, Function<Retract, T> retract, Function<Compact, T> compact);
}
