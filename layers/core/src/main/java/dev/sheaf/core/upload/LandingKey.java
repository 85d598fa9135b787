package dev.sheaf.core.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the key of a landing object says: {@code dataset/source/file}. A key directly under the
 * dataset, or at the root, has source {@code default}; {@code data.csv} at the root is dataset
 * {@code data}.
 *
 * @param dataset a name that {@link #isName} accepts
 * @param source a name that {@link #isName} accepts
 */
public record LandingKey(String dataset, String source) {
  /** The source of a key that names none. */
  public static final String DEFAULT_SOURCE = "default";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public LandingKey {
    requireName("dataset", dataset);
    requireName("source", source);
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Checks the name of a dataset, source or column of ours. */
  public static String requireName(String what, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "%s name '%s' is not of the form [a-z][a-z0-9_]* (at most 63 characters)"
              .formatted(what, name));
    }
    return name;
  }

  /** Reads a (decoded) object key; empty if its dataset or source part is not a name. */
  public static Optional<LandingKey> tryParse(String key) {
    String[] parts = key.split("/", -1);
    String dataset = parts.length == 1 ? nameOf(parts[0]) : parts[0];
    String source = parts.length <= 2 ? DEFAULT_SOURCE : parts[1];
    return isName(dataset) && isName(source)
        ? Optional.of(new LandingKey(dataset, source))
        : Optional.empty();
  }

  /** The dataset name that stands for a file name: its stem, in lower case, odd characters as _. */
  public static String nameOf(String fileName) {
    int dot = fileName.indexOf('.');
    String stem = dot < 0 ? fileName : fileName.substring(0, dot);
    String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "d_" + name : name;
  }
}
