package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.provision.Endpoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A store that {@code sheaf up} serves, and commands that attach to it. */
class ServingTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** S3 takes no smaller parts, but for the last. */
  private static final int PART_BYTES = 5 << 20;

  @TempDir static Path root;

  private static final CountDownLatch STOP = new CountDownLatch(1);
  private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
  private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();
  private static Path store;
  private static CompletableFuture<Integer> up;

  @BeforeAll
  static void start() {
    store = root.resolve("store");
    Console console =
        new Console(
            new PrintStream(OUT, true, StandardCharsets.UTF_8),
            new PrintStream(ERR, true, StandardCharsets.UTF_8),
            Console.Screen.PLAIN,
            "sheaf",
            Map.of(),
            InstantSource.system());
    up =
        CompletableFuture.supplyAsync(
            () ->
                Sheaf.commandLine(console, STOP::await).execute("up", "--store", store.toString()));
    await(() -> text(ERR).contains("ready"));
  }

  @AfterAll
  static void stopsCleanly() throws Exception {
    STOP.countDown();

    assertThat(up.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(CommandRun.on(store, "datasets").status()).isZero();
  }

  @Test
  void printsShellLinesAndNothingElse() {
    assertThat(text(OUT).lines())
        .allSatisfy(line -> assertThat(line).matches("export [A-Z0-9_]+=[A-Za-z0-9:/._-]+"))
        .extracting(line -> line.replaceFirst("export ([^=]+)=.*", "$1"))
        .containsExactly(
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_SQS",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "SHEAF_LANDING_BUCKET",
            "SHEAF_LAKE_BUCKET",
            "SHEAF_TABLE");
  }

  @Test
  void aRunAttachesAndLeavesTheWorkToIt() {
    CommandRun run =
        CommandRun.on(store, "run", "--json", Path.of("..", "examples", "planes").toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(
            "'sheaf up --store %s' (process %d)".formatted(store, ProcessHandle.current().pid()));
    assertThat(run.snapshot().get("rows").intValue()).isEqualTo(3322);
    await(() -> text(ERR).contains("planes version 1: 3322 rows"));
    assertThat(text(ERR)).contains("loaded planes/default/planes.csv");
    assertThat(CommandRun.on(store, "datasets").out()).contains("planes");
  }

  @Test
  void anUploadInPartsByAnyClientIsPickedUp() {
    String line = "1234567890123456789,some text that makes the line longer\n";
    String part = line.repeat(PART_BYTES / line.length() + 1);
    try (S3Client s3 = Endpoints.of(variables()).s3Client()) {
      String bucket = variables().get("SHEAF_LANDING_BUCKET");
      String key = "parts/any client/two parts.csv";
      String key2 = "parts/client/two parts.csv";
      String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key2)).uploadId();
      List<CompletedPart> parts = new ArrayList<>();
      for (String body : List.of("number,text\n" + part, line + line)) {
        int number = parts.size() + 1;
        String etag =
            s3.uploadPart(
                    r -> r.bucket(bucket).key(key2).uploadId(id).partNumber(number),
                    RequestBody.fromString(body))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      }
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key2).uploadId(id).multipartUpload(m -> m.parts(parts)));
      s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("number\n1\n"));
    }

    await(() -> text(ERR).contains("parts version 1"));
    JsonNode shown = CommandRun.on(store, "show", "parts", "--json").json();
    assertThat(shown.get("rows").intValue()).isEqualTo(PART_BYTES / line.length() + 1 + 2);
    await(() -> text(ERR).contains("refused parts/any client/two parts.csv"));
    assertThat(CommandRun.on(store, "uploads", "unfiled").out()).contains("names no dataset");
  }

  @Test
  void aFolderKeyIsRefusedAndNothingElse() {
    try (S3Client s3 = Endpoints.of(variables()).s3Client()) {
      s3.putObject(
          r -> r.bucket(variables().get("SHEAF_LANDING_BUCKET")).key("folders/source/"),
          RequestBody.empty());
    }

    await(() -> text(ERR).contains("refused folders/source/"));
    assertThat(text(ERR)).contains("is a folder placeholder");
  }

  @Test
  void whatItCannotShareIsRefusedWithItsName() {
    String held = "is in use by 'sheaf up --store %s'".formatted(store);

    CommandRun second = CommandRun.on(store, "up");
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).contains(held);
    CommandRun sized =
        CommandRun.on(
            store, "run", "--segment-size", "1MiB", Path.of("..", "examples", "planes").toString());
    assertThat(sized.status()).isEqualTo(1);
    assertThat(sized.err()).contains(held).contains("give --segment-size to that one");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CommandRun run =
          CommandRun.on(
              root.resolve("other"), "up", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .contains("127.0.0.1:" + taken.getLocalPort())
          .contains("the port is taken");
      assertThat(run.out()).isEmpty();
    }
  }

  private static Map<String, String> variables() {
    return text(OUT)
        .lines()
        .map(line -> line.replaceFirst("export ", "").split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || up.isDone()) {
        throw new AssertionError("not in time: " + text(ERR) + text(OUT));
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
