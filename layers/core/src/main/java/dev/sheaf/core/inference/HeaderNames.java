package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Names for the fields of an upload: those of its header, and others where it has none to give. */
final class HeaderNames {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String ROW_NAME = "row_name";

  private HeaderNames() {}

  /**
   * The names in a header, trimmed. A blank one is that of its position, {@code column3}; one that
   * was there before, without case, goes on with a number: {@code name_2}. U+0000 is {@code _}. No
   * name that was made is one that the header has elsewhere.
   *
   * @throws UploadRefusedException if the header is not text, or its quotes are not in order
   */
  static List<String> of(SampleRecord header, Encoding encoding) {
    requireSound(header);
    List<String> texts =
        header.fields().stream()
            .map(field -> field.text().strip().replace('\0', '_').strip())
            .toList();
    Set<String> taken = new HashSet<>();
    texts.forEach(text -> taken.add(Column.fold(text)));
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int position = 1; position <= texts.size(); position++) {
      String text = requireText(texts.get(position - 1), position, encoding);
      if (text.isEmpty()) {
        names.add(free(numbered(position), taken));
      } else {
        names.add(seen.add(Column.fold(text)) ? text : nextFree(text, taken));
      }
    }
    return names;
  }

  /** The same below a header that does not name the first field, which names the rows. */
  static List<String> withRowNames(List<String> names) {
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(Column.fold(name)));
    List<String> all = new ArrayList<>(List.of(free(ROW_NAME, taken)));
    all.addAll(names);
    return all;
  }

  /**
   * How many names a header must have for the first field of each record to be the name of the row.
   *
   * @param expected folded names that the header may hold; empty if none are known
   */
  static int leastWithRowNames(Set<String> expected) {
    if (expected.isEmpty()) {
      return 2; // below a single name, two fields may be one number with a decimal comma
    }
    return expected.contains(ROW_NAME) ? 1 : Integer.MAX_VALUE;
  }

  /** The names that are not those of the header, with their positions, for the evidence. */
  static List<String> made(List<String> names, List<String> texts) {
    int unnamed = Math.max(0, names.size() - texts.size());
    return IntStream.range(0, texts.isEmpty() ? 0 : names.size())
        .filter(i -> i < unnamed || !names.get(i).equals(texts.get(i - unnamed).strip()))
        .mapToObj(i -> "%s (field %d)".formatted(names.get(i), i + 1))
        .toList();
  }

  /** Names for columns that have none. */
  static List<String> numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(HeaderNames::numbered).toList();
  }

  static String numbered(int position) {
    return "column" + position;
  }

  static String free(String name, Set<String> taken) {
    return taken.add(Column.fold(name)) ? name : nextFree(name, taken);
  }

  private static String nextFree(String name, Set<String> taken) {
    int number = 2;
    while (!taken.add(Column.fold(name + "_" + number))) {
      number++;
    }
    return name + "_" + number;
  }

  private static void requireSound(SampleRecord header) {
    switch (header.soundness()) {
      case SOUND -> {}
      case JUNK_AFTER_QUOTE ->
          throw new UploadRefusedException("the header has text after a closing quote");
      case UNCLOSED_QUOTE ->
          throw new UploadRefusedException(
              "a quote in the header is never closed; if quotes are characters like others there, set quote: none for its source");
    }
  }

  private static String requireText(String text, int position, Encoding encoding) {
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new UploadRefusedException(
          "the name at position %d of the header, '%s', is not %s: declare the source's encoding, or save the file as UTF-8"
              .formatted(position, text, encoding));
    }
    return text;
  }
}
