package dev.sheaf.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code template.yaml} deploys, as {@code mvn package} left it; runs in that phase. */
@DisplayName("packages")
class PackagesTest {
  /** Lambda's limit for a function with its layers, unpacked. */
  private static final long LAMBDA_BYTES = 250L << 20;

  /** Where {@code e_machine} stands in an ELF file, and its value for amd64. */
  private static final int ELF_MACHINE = 18;

  private static final int ELF_AMD64 = 0x3e;

  private static final DeployedTemplate DEPLOYMENT =
      DeployedTemplate.parse(DeployedTemplate.yaml());

  @TempDir static Path opt;

  /** Lambda unpacks all layers to one folder. */
  @BeforeAll
  static void unpackLayers() throws IOException {
    for (String layer : layers()) {
      Archive.unpack(artifact(layer), opt);
    }
  }

  private static List<String> layers() {
    return List.copyOf(DEPLOYMENT.resources("AWS::Serverless::LayerVersion").keySet());
  }

  private static Path artifact(String id) {
    Path path = DEPLOYMENT.artifacts().get(id);
    assertThat(path).as(id).isRegularFile();
    return path;
  }

  @Test
  void handlersAreInTheirJars() throws IOException {
    for (LambdaFunction function : DEPLOYMENT.model().functions()) {
      assertThat(Archive.of(artifact(function.id())).entries().keySet())
          .as(function.id())
          .contains(function.handlerClass().replace('.', '/') + ".class");
    }
  }

  @Test
  void functionsAreThin() throws IOException {
    for (String function : DEPLOYMENT.functions()) {
      assertThat(Archive.of(artifact(function)).entries().keySet())
          .as(function)
          .allMatch(name -> name.startsWith("dev/sheaf/") || name.startsWith("META-INF/"));
    }
  }

  @Test
  void functionsFitWithTheirLayers() throws IOException {
    long layers = 0;
    for (String layer : layers()) {
      layers += Archive.of(artifact(layer)).bytes();
    }
    for (String function : DEPLOYMENT.functions()) {
      assertThat(layers + Archive.of(artifact(function)).bytes())
          .as(function)
          .isLessThan(LAMBDA_BYTES);
    }
  }

  /** Lambda runs a function as another user than the one who packed it. */
  @Test
  void everybodyMayReadWhatIsDeployed() throws IOException {
    for (Path artifact : DEPLOYMENT.artifacts().values()) {
      assertThat(Archive.of(artifact).unreadable()).as(artifact.toString()).isEmpty();
    }
  }

  /** A file of a later layer would replace that of an earlier one. */
  @Test
  void layersDoNotOverlap() throws IOException {
    List<String> all = new ArrayList<>();
    for (String layer : layers()) {
      all.addAll(Archive.of(artifact(layer)).entries().keySet());
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void layersHoldNoLibraryTwiceAndNothingThatTheRuntimeBrings() throws IOException {
    assertThat(jars().stream().map(jar -> jar.replaceAll("-[0-9][0-9.]*\\.jar$", "")))
        .doesNotHaveDuplicates()
        .contains("sheaf-core.jar", "sheaf-aws.jar", "sheaf-engine.jar", "duckdb_jdbc")
        .doesNotContain(
            "aws-lambda-java-core", "aws-lambda-java-runtime-interface-client", "DynamoDBLocal")
        .noneMatch(jar -> jar.startsWith("netty-") || jar.startsWith("apache"));
  }

  @Test
  void layersCarryTheirNotices() throws IOException {
    String engine = Files.readString(opt.resolve("NOTICE-engine-layer"));
    assertThat(engine).contains("DuckDB", "Stichting DuckDB Foundation");
    String aws = Files.readString(opt.resolve("NOTICE-aws-layer"));
    assertThat(aws).contains("AWS SDK for Java 2.0");
    String notice = engine + aws;
    Map<String, String> named =
        Map.ofEntries(
            Map.entry("jackson-", "Jackson"),
            Map.entry("hash4j-", "hash4j"),
            Map.entry("fastdoubleparser-", "FastDoubleParser"),
            Map.entry("re2j-", "RE2/J"),
            Map.entry("RoaringBitmap-", "RoaringBitmap"),
            Map.entry("snakeyaml-engine-", "SnakeYAML Engine"),
            Map.entry("slf4j-", "SLF4J"),
            Map.entry("joda-time-", "Joda-Time"),
            Map.entry("aws-lambda-java-events-", "AWS Lambda Java Events"),
            Map.entry("eventstream-", "AWS EventStream"),
            Map.entry("reactive-streams-", "Reactive Streams"),
            Map.entry("jspecify-", "JSpecify"),
            Map.entry("parquet-format-structures-", "Apache Parquet"));
    for (String jar : jars()) {
      List<String> names =
          named.entrySet().stream()
              .filter(entry -> jar.startsWith(entry.getKey()))
              .map(Map.Entry::getValue)
              .toList();
      boolean ownOrNamed =
          jar.startsWith("sheaf-")
              || jar.startsWith("duckdb_jdbc-")
              || jar.endsWith("-" + sdkVersion() + ".jar")
              || names.stream().anyMatch(notice::contains);
      assertThat(ownOrNamed).as("%s is in the notice", jar).isTrue();
    }
  }

  private static String sdkVersion() throws IOException {
    return jars().stream()
        .filter(jar -> jar.startsWith("sdk-core-"))
        .map(jar -> jar.substring("sdk-core-".length(), jar.length() - ".jar".length()))
        .collect(Collectors.joining());
  }

  /** Everything that our classes refer to is in the layers, or comes with the runtime. */
  @Test
  void nothingIsMissingFromTheLayers() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--missing-deps", "--multi-release", "17"));
    String libraries =
        jars().stream()
            .filter(jar -> !jar.startsWith("sheaf-"))
            .map(jar -> opt.resolve("java/lib").resolve(jar).toString())
            .collect(Collectors.joining(":"));
    arguments.addAll(List.of("--class-path", libraries + ":" + runtimeJar()));
    for (String jar : jars()) {
      if (jar.startsWith("sheaf-")) {
        arguments.add(opt.resolve("java/lib").resolve(jar).toString());
      }
    }
    DEPLOYMENT.functions().stream()
        .map(function -> artifact(function).toString())
        .distinct()
        .forEach(arguments::add);
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);

    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(printer, printer, arguments.toArray(String[]::new));

    assertThat(output.toString().lines().filter(line -> line.contains("not found"))).isEmpty();
    assertThat(output.toString()).doesNotContain("Error:", "Exception");
  }

  /** The jar of aws-lambda-java-core, which Lambda puts before ours. */
  private static String runtimeJar() {
    return Path.of(
            com.amazonaws.services.lambda.runtime.Context.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath())
        .toString();
  }

  @Test
  void libraryIsForTheArchitectureOfTheFunctions() throws IOException {
    byte[] elf = new byte[ELF_MACHINE + 1];
    try (var library = Files.newInputStream(opt.resolve("lib/libduckdb_java.so"))) {
      assertThat(library.readNBytes(elf, 0, elf.length)).isEqualTo(elf.length);
    }
    assertThat(elf[ELF_MACHINE]).isEqualTo((byte) ELF_AMD64);
    for (String function : DEPLOYMENT.functions()) {
      assertThat(DEPLOYMENT.property(function, "Architectures").items())
          .extracting(Section::text)
          .containsExactly("x86_64");
    }
  }

  /** DuckDB starts from the layers alone, and unpacks nothing to the scratch folder. */
  @Test
  void duckDbStartsFromTheLayers(@TempDir Path scratch) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the library is for Linux on amd64");
    Path program =
        Files.writeString(
            scratch.resolve("Answer.java"),
            """
            class Answer {
              public static void main(String[] ignored) throws Exception {
                try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                    var answer = connection.createStatement().executeQuery("SELECT 6 * 7")) {
                  answer.next();
                  System.out.println(answer.getInt(1));
                }
              }
            }
            """);
    Path temporary = Files.createDirectory(scratch.resolve("tmp"));
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-XX:-UsePerfData",
            "-cp",
            opt.resolve("java/lib") + "/*",
            program.toString());
    Map<String, String> environment = new HashMap<>(Map.of("LD_LIBRARY_PATH", opt + "/lib"));
    java.environment().clear();
    java.environment().putAll(environment);
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).isEqualTo("42");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(opt.resolve("java/lib"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
