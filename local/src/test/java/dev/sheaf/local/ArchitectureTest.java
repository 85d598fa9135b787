package dev.sheaf.local;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules between the parts. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.sheaf");

  @Test
  void partsDependOnEachOtherInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("dev.sheaf.core..")
        .layer("engine")
        .definedBy("dev.sheaf.engine..")
        .layer("aws")
        .definedBy("dev.sheaf.aws..")
        .layer("segmenter")
        .definedBy("dev.sheaf.segmenter..")
        .layer("processor")
        .definedBy("dev.sheaf.processor..")
        .layer("integrator")
        .definedBy("dev.sheaf.integrator..")
        .layer("query")
        .definedBy("dev.sheaf.query..")
        .layer("local")
        .definedBy("dev.sheaf.local..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("core")
        .whereLayer("aws")
        .mayOnlyAccessLayers("core")
        .whereLayer("segmenter")
        .mayOnlyAccessLayers("core", "aws")
        .whereLayer("processor")
        .mayOnlyAccessLayers("core", "aws", "engine")
        .whereLayer("integrator")
        .mayOnlyAccessLayers("core", "aws", "engine")
        .whereLayer("query")
        .mayOnlyAccessLayers("core", "aws", "engine")
        .check(CLASSES);
  }

  @Test
  void theDomainKnowsNeitherAwsNorDuckDb() {
    noClasses()
        .that()
        .resideInAPackage("dev.sheaf.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon..", "com.amazonaws..", "org.duckdb..", "java.sql..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void theDomainReadsNoClockNoEnvironmentAndNoRandomness() {
    noClasses()
        .that()
        .resideInAPackage("dev.sheaf.core..")
        .should()
        .callMethodWhere(
            calls("java.lang.System", "getenv|getProperty|currentTimeMillis|nanoTime")
                .or(calls("java.time.(Instant|LocalDate|LocalDateTime|ZonedDateTime)", "now"))
                .or(calls("java.time.Clock", "system.*"))
                .or(calls("java.util.UUID", "randomUUID"))
                .or(calls("java.lang.Math", "random"))
                .or(calls("java.util.concurrent.ThreadLocalRandom", "current")))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.Random|java\\.security\\.SecureRandom")
        .check(CLASSES);
  }

  @Test
  void theEnvironmentIsReadAtTheEdgeOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sheaf.local..")
        .and()
        .haveSimpleNameNotEndingWith("Handler")
        .should()
        .callMethodWhere(calls("java.lang.System", "getenv|getProperty"))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.sheaf.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyLocalStartsServers() {
    noClasses()
        .that(resideInAPackage("dev.sheaf..").and(notIn("dev.sheaf.local")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.gaul..", "org.elasticmq..", "com.amazonaws.services.dynamodbv2..", "org.eclipse..")
        .check(CLASSES);
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> notIn(String root) {
    return DescribedPredicate.describe(
        "not in " + root, type -> !type.getPackageName().startsWith(root));
  }

  private static DescribedPredicate<JavaCall<?>> calls(String owner, String method) {
    DescribedPredicate<HasName> named = nameMatching(method);
    return target(owner(nameMatching(owner))).and(target(named));
  }
}
