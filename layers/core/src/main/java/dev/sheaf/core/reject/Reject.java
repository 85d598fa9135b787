package dev.sheaf.core.reject;

import dev.sheaf.core.value.Violation;
import java.util.Arrays;
import java.util.List;

/**
 * A record that breaks rules, kept so that it can be mended.
 *
 * @param offset in the upload of its first byte
 * @param length in bytes, line end included
 * @param violations all that were found; at least one
 * @param raw its bytes; empty if there are more than {@value #MAX_RAW_BYTES}, for then the range
 *     stands for them
 */
public record Reject(long offset, long length, List<Violation> violations, byte[] raw) {
  /** The longest record whose bytes are copied. */
  public static final int MAX_RAW_BYTES = 1 << 20;

  public Reject {
    violations = List.copyOf(violations);
    if (offset < 0 || length < 1 || violations.isEmpty()) {
      throw new IllegalArgumentException(
          "reject at %d, %d bytes, violations %s".formatted(offset, length, violations));
    }
    if (raw.length != (length > MAX_RAW_BYTES ? 0 : length)) {
      throw new IllegalArgumentException(
          "reject of %d bytes with %d raw bytes".formatted(length, raw.length));
    }
  }

  /** Whether it counts as a reject, and is not held against the upload. */
  public boolean isApart() {
    return violations.stream().allMatch(RecordRule::isApart);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reject reject
        && offset == reject.offset
        && length == reject.length
        && violations.equals(reject.violations)
        && Arrays.equals(raw, reject.raw);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset);
  }

  @Override
  public String toString() {
    return "Reject[%d+%d %s]".formatted(offset, length, violations);
  }
}
