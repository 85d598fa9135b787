package dev.sheaf.core.row;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sheaf.core.dataset.RowSchema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows are hashed for a {@link Fingerprint}. Fingerprints of two versions cannot be compared or
 * added. No version ever changes: snapshots hold what it gave.
 */
public enum FingerprintVersion {
  /** Each row is encoded, and its bytes hashed by XXH3-128. */
  V1(1),

  /** The columns of each row are added up, and the sums permuted: half of the work. */
  V2(2);

  /** The version by which new datasets are fingerprinted. */
  public static final FingerprintVersion NEWEST = V2;

  private final int number;

  FingerprintVersion(int number) {
    this.number = number;
  }

  /**
   * The version that a document names by its number; 1 where it names none, as those do that are
   * older than the second version.
   *
   * @throws IllegalArgumentException if there is no such version, since a newer Sheaf wrote it
   */
  @JsonCreator
  public static FingerprintVersion of(@Nullable Integer number) {
    if (number == null) {
      return V1;
    }
    int wanted = number;
    return Arrays.stream(values())
        .filter(version -> version.number == wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fingerprints of version %d are not known here, only those of %s; a newer Sheaf wrote them"
                        .formatted(number, List.of(values()))));
  }

  /** What adds up the rows of one kind. */
  public RowHasher hasher(RowSchema schema) {
    return switch (this) {
      case V1 -> new EncodedRowHasher(schema);
      case V2 -> new ColumnHasher(schema);
    };
  }

  /** What documents name it by. */
  @JsonValue
  public int number() {
    return number;
  }

  /** Its number, for people. */
  @Override
  public String toString() {
    return String.valueOf(number);
  }
}
