package dev.sheaf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of core's rooms in {@code docs/architecture.md} is that of the classes. */
final class RoomsTest {
  private static final String CORE = "dev.sheaf.core.";
  private static final Pattern ROW = Pattern.compile(" ?(\\d+)((?: +[a-z]+)+)");

  private static final Map<String, Set<String>> USES =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .withImportOption(location -> !location.contains("-tests.jar"))
              .importPackages("dev.sheaf.core")
              .stream()
              .filter(type -> type.getPackageName().startsWith(CORE))
              .collect(
                  Collectors.groupingBy(
                      RoomsTest::room,
                      Collectors.flatMapping(
                          type ->
                              type.getDirectDependenciesFromSelf().stream()
                                  .map(dependency -> dependency.getTargetClass())
                                  .filter(target -> target.getPackageName().startsWith(CORE))
                                  .map(RoomsTest::room)
                                  .filter(room -> !room.equals(room(type))),
                          Collectors.toCollection(TreeSet::new))));

  private static String room(JavaClass type) {
    return type.getPackageName().substring(CORE.length());
  }

  /** The number of its row by the name of a room. */
  private static Map<String, Integer> picture() throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/architecture.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        for (String room : row.group(2).strip().split(" +")) {
          assertThat(rows.put(room, Integer.parseInt(row.group(1)))).as(room).isNull();
        }
      }
    }
    return rows;
  }

  @Test
  void everyRoomIsInThePictureAndStandsAboveWhatItUses() throws IOException {
    Map<String, Integer> rows = picture();

    assertThat(rows).containsOnlyKeys(USES.keySet());
    USES.forEach(
        (room, used) ->
            assertThat(used)
                .as("what %s uses", room)
                .allSatisfy(below -> assertThat(rows.get(below)).isLessThan(rows.get(room))));
  }
}
