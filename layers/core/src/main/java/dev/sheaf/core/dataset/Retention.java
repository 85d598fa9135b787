package dev.sheaf.core.dataset;

/**
 * Which snapshots are kept, beside those with a tag: {@code retain} of a definition.
 *
 * @param snapshots how many of the newest, at least 1
 */
public record Retention(int snapshots) {
  public Retention {
    if (snapshots < 1) {
      throw new IllegalArgumentException(
          "%d snapshots are retained; at least 1 is".formatted(snapshots));
    }
  }
}
