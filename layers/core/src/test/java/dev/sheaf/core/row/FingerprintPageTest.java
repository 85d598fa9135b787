package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page for those who compute fingerprints elsewhere tells what is computed here. */
final class FingerprintPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "fingerprint.md");
  private static final Pattern KEYS =
      Pattern.compile("\\| tag (\\d+), (?:name `(\\w+)`|empty name) \\|([^\n]*)\\|");
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]* = [^`]*)` \\|([^|]*)\\|([^|]*)\\|");
  private static final Pattern ALL =
      Pattern.compile("\\| all of these rows \\|([^|]*)\\|([^|]*)\\|");
  private static final Pattern COLUMN = Pattern.compile("(\\S+) (\\S+) = (.*)");

  private final String page = Files.readString(PAGE);

  FingerprintPageTest() throws IOException {}

  @Test
  void keysAreThoseOfThePage() {
    List<MatchResult> lines = KEYS.matcher(page).results().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines)
        .allSatisfy(
            line -> {
              String name = line.group(2) == null ? "" : line.group(2);
              ColumnKeys keys = ColumnKeys.of(Integer.parseInt(line.group(1)), name);
              assertThat(line.group(3).replace("`", "").strip())
                  .isEqualTo(
                      "%016x | %016x | %016x | %016x"
                          .formatted(
                              keys.first(),
                              keys.firstTurned(),
                              keys.second(),
                              keys.secondTurned()));
            });
  }

  @Test
  void hashesAreThoseOfThePage() {
    List<MatchResult> lines = ROW.matcher(page).results().toList();
    Fingerprint first = Fingerprint.ZERO;
    Fingerprint second = Fingerprint.ZERO;

    assertThat(lines).hasSizeGreaterThan(20);
    for (MatchResult line : lines) {
      Fingerprint one = hash(FingerprintVersion.V1, line.group(1));
      Fingerprint two = hash(FingerprintVersion.V2, line.group(1));
      assertThat(pair(line.group(2), line.group(3))).as(line.group(1)).isEqualTo(one + " | " + two);
      first = first.plus(one);
      second = second.plus(two);
    }
    Matcher all = ALL.matcher(page);
    assertThat(all.find()).isTrue();
    assertThat(pair(all.group(1), all.group(2))).isEqualTo(first + " | " + second);
  }

  private static String pair(String one, String other) {
    return (one.strip() + " | " + other.strip()).replace("`", "");
  }

  private static Fingerprint hash(FingerprintVersion version, String row) {
    List<RowSchema.Field> fields = new ArrayList<>();
    List<@Nullable String> texts = new ArrayList<>();
    for (String part : row.split("; ")) {
      Matcher column = COLUMN.matcher(part);
      assertThat(column.matches()).as(part).isTrue();
      fields.add(new RowSchema.Field(column.group(1), ColumnType.parse(column.group(2))));
      texts.add(text(column.group(3)));
    }
    return new Hashes(version).ofRow(fields, texts.toArray(String[]::new));
  }

  private static @Nullable String text(String written) {
    if (written.equals("NULL")) {
      return null;
    }
    return written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
  }
}
