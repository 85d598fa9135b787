package dev.sheaf.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules between the parts, for every part that there is; {@link Part} lists them. */
final class ArchitectureTest {
  private static final Path PROJECT = Path.of("..");

  private static final int MOST_TYPES_OF_A_ROOM = 40;
  private static final double MOST_OF_CORE_IN_A_ROOM = 0.12;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.sheaf");

  @Test
  void everyModuleOfTheBuildIsListed() throws IOException {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    List<String> modules =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(pom)
            .results()
            .map(module -> module.group(1))
            .toList();

    assertThat(Arrays.stream(Part.values()).map(Part::folder))
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  @ParameterizedTest
  @EnumSource
  void aModuleHasThePackagesThatAreListedAndNoOthers(Part part) throws IOException {
    Path sources = PROJECT.resolve(part.folder()).resolve("src/main/java");
    Set<String> found = new TreeSet<>();
    for (Path folder : packageFolders(sources)) {
      found.add(sources.relativize(folder).toString().replace('/', '.'));
    }

    assertThat(found).isEqualTo(new TreeSet<>(part.packages()));
  }

  @Test
  void everyPackageBelongsToExactlyOneModuleAndIsLookedAtHere() {
    List<String> listed =
        Arrays.stream(Part.values()).flatMap(part -> part.packages().stream()).toList();

    assertThat(listed).doesNotHaveDuplicates();
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
  }

  @ParameterizedTest
  @EnumSource
  void aModuleUsesOnlyWhatItMay(Part part) {
    noClasses()
        .that()
        .resideInAPackage(part.root() + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(part.forbidden())
        .check(CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void theEnvironmentIsReadAtTheEdgeOnly(Part part) {
    noClasses()
        .that()
        .resideInAPackage(part.root() + "..")
        .and(describe("may not read it", type -> !mayReadTheEnvironment(part, type)))
        .should()
        .callMethodWhere(calls("java.lang.System", "getenv|getProperty|getProperties"))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static boolean mayReadTheEnvironment(Part part, JavaClass type) {
    return switch (part.environment()) {
      case NOWHERE -> false;
      case IN_HANDLERS -> type.getSimpleName().endsWith("Handler");
      case EVERYWHERE -> true;
    };
  }

  @Test
  void theDomainReadsNoClockAndNoRandomness() {
    noClasses()
        .that()
        .resideInAPackage(Part.CORE.root() + "..")
        .should()
        .callMethodWhere(
            calls("java.lang.System", "currentTimeMillis|nanoTime")
                .or(calls("java.time.(Instant|LocalDate|LocalDateTime|ZonedDateTime)", "now"))
                .or(calls("java.time.Clock", "system.*"))
                .or(calls("java.time.InstantSource", "system"))
                .or(calls("java.util.UUID", "randomUUID"))
                .or(calls("java.lang.Math", "random"))
                .or(calls("java.util.concurrent.ThreadLocalRandom", "current")))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.Random|java\\.security\\.SecureRandom")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.sheaf.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noRoomUsesWhatPutsTheRoomsTogether() {
    noClasses()
        .that()
        .resideInAPackage(Part.CORE.root() + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(Part.CORE.root())
        .check(CLASSES);
  }

  @Test
  void noRoomIsAWarehouse() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    long core = Part.CORE.packages().stream().mapToLong(room -> types.getOrDefault(room, 0L)).sum();

    assertThat(core).isPositive();
    assertThat(types)
        .allSatisfy((room, number) -> assertThat(number).isLessThanOrEqualTo(MOST_TYPES_OF_A_ROOM));
    assertThat(Part.CORE.packages())
        .allSatisfy(
            room ->
                assertThat((double) types.getOrDefault(room, 0L))
                    .isLessThanOrEqualTo(core * MOST_OF_CORE_IN_A_ROOM));
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(PROJECT, 5)) {
      folders = all.filter(folder -> folder.endsWith("src/main/java")).toList();
    }

    assertThat(folders).as("bench has some too").hasSizeGreaterThan(Part.values().length);
    for (Path sources : folders) {
      assertThat(packageFolders(sources))
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }
  }

  /** Folders with sources. */
  private static Set<Path> packageFolders(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static DescribedPredicate<JavaCall<?>> calls(String owner, String method) {
    DescribedPredicate<HasName> named = nameMatching(method);
    return target(owner(nameMatching(owner))).and(target(named));
  }
}
