package dev.sheaf.local;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every module: its folder, the modules and libraries that it may use, and its packages. */
enum Part {
  /** In the order of the flow; the package above all rooms puts them together. */
  CORE(
      "layers/core",
      "dev.sheaf.core",
      uses(),
      libraries(),
      Environment.NOWHERE,
      rooms(
          "",
          "intake",
          "processing",
          "commit",
          "trace",
          "keeper",
          "run",
          "record",
          "framing",
          "row",
          "value",
          "zone",
          "reject",
          "merge",
          "aggregate",
          "exact",
          "snapshot",
          "index",
          "dataset",
          "yaml",
          "transform",
          "inference",
          "part",
          "store",
          "upload",
          "json",
          "text")),
  ENGINE(
      "layers/engine",
      "dev.sheaf.engine",
      uses(CORE),
      libraries(Library.DUCKDB),
      Environment.NOWHERE,
      rooms("parquet", "sql", "duckdb", "result")),
  AWS(
      "layers/aws",
      "dev.sheaf.aws",
      uses(CORE),
      libraries(Library.LAMBDA, Library.AWS_SDK),
      Environment.NOWHERE,
      rooms("")),
  QUERY(
      "layers/query",
      "dev.sheaf.query",
      uses(CORE, ENGINE),
      libraries(),
      Environment.NOWHERE,
      rooms("")),
  SEGMENTER(
      "functions/segmenter",
      "dev.sheaf.segmenter",
      uses(CORE, AWS),
      libraries(Library.LAMBDA),
      Environment.IN_HANDLERS,
      rooms("")),
  PROCESSOR(
      "functions/processor",
      "dev.sheaf.processor",
      uses(CORE, ENGINE, AWS),
      libraries(Library.LAMBDA),
      Environment.IN_HANDLERS,
      rooms("")),
  INTEGRATOR(
      "functions/integrator",
      "dev.sheaf.integrator",
      uses(CORE, ENGINE, AWS),
      libraries(Library.LAMBDA),
      Environment.IN_HANDLERS,
      rooms("")),
  KEEPER(
      "functions/keeper",
      "dev.sheaf.keeper",
      uses(CORE, AWS),
      libraries(Library.LAMBDA),
      Environment.IN_HANDLERS,
      rooms("")),
  QUERIER(
      "functions/query",
      "dev.sheaf.querier",
      uses(CORE, ENGINE, AWS, QUERY),
      libraries(Library.LAMBDA),
      Environment.IN_HANDLERS,
      rooms("")),
  LOCAL(
      "local",
      "dev.sheaf.local",
      uses(CORE, ENGINE, AWS, QUERY, SEGMENTER, KEEPER),
      libraries(Library.values()),
      Environment.EVERYWHERE,
      rooms(
          "cli",
          "cli.command",
          "cli.read",
          "cli.work",
          "cli.text",
          "session",
          "store",
          "load",
          "template",
          "provision",
          "dispatch",
          "chaos",
          "calls",
          "endpoints"));

  /** Libraries that only some modules may use. */
  enum Library {
    LAMBDA("com.amazonaws.services.lambda.."),
    AWS_SDK("software.amazon.awssdk..", "java.net.http.."),
    DUCKDB("org.duckdb..", "java.sql.."),
    SERVERS(
        "org.gaul..",
        "org.elasticmq..",
        "com.amazonaws.services.dynamodbv2..",
        "software.amazon.dynamodb..",
        "org.eclipse..");

    private final List<String> packages;

    Library(String... packages) {
      this.packages = List.of(packages);
    }
  }

  /** Where a module may read variables of the environment and properties of the system. */
  enum Environment {
    NOWHERE,
    IN_HANDLERS,
    EVERYWHERE
  }

  private final String folder;
  private final String root;
  private final Set<Part> used;
  private final Set<Library> libraries;
  private final Environment environment;
  private final List<String> packages;

  Part(
      String folder,
      String root,
      Set<Part> used,
      Set<Library> libraries,
      Environment environment,
      List<String> rooms) {
    this.folder = folder;
    this.root = root;
    this.used = used;
    this.libraries = libraries;
    this.environment = environment;
    this.packages = rooms.stream().map(room -> room.isEmpty() ? root : root + "." + room).toList();
  }

  /** Below the project's, as {@code pom.xml} names it. */
  String folder() {
    return folder;
  }

  String root() {
    return root;
  }

  List<String> packages() {
    return packages;
  }

  Environment environment() {
    return environment;
  }

  /** All that it must not depend on, as patterns of packages. */
  String[] forbidden() {
    Stream<String> parts =
        Arrays.stream(values())
            .filter(part -> part != this && !used.contains(part))
            .map(part -> part.root + "..");
    Stream<String> foreign =
        Arrays.stream(Library.values())
            .filter(library -> !libraries.contains(library))
            .flatMap(library -> library.packages.stream());
    return Stream.concat(parts, foreign).toArray(String[]::new);
  }

  private static Set<Part> uses(Part... parts) {
    return Set.of(parts);
  }

  private static Set<Library> libraries(Library... libraries) {
    return Set.of(libraries);
  }

  private static List<String> rooms(String... rooms) {
    return List.of(rooms);
  }
}
