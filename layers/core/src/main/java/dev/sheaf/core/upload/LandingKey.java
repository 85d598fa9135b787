package dev.sheaf.core.upload;

import java.util.Locale;
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

  /**
   * Reads a (decoded) object key.
   *
   * @throws IllegalArgumentException if the dataset or source part is not a name; the message says
   *     which key would do
   */
  public static LandingKey parse(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length == 1) {
      return new LandingKey(nameOf(parts[0]), DEFAULT_SOURCE);
    }
    return new LandingKey(parts[0], parts.length == 2 ? DEFAULT_SOURCE : parts[1]);
  }

  /** The dataset name that stands for a file name: its stem, in lower case, odd characters as _. */
  public static String nameOf(String fileName) {
    int dot = fileName.indexOf('.');
    String stem = dot < 0 ? fileName : fileName.substring(0, dot);
    String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "d_" + name : name;
  }
}
