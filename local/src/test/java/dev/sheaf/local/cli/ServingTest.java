package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.local.provision.Endpoints;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  /** S3 takes no smaller parts, but for the last. */
  private static final int PART_BYTES = 5 << 20;

  @TempDir static Path root;

  private static Path store;
  private static ServedStore up;

  @BeforeAll
  static void start() {
    store = root.resolve("store");
    up = new ServedStore(store);
  }

  @AfterAll
  static void stopsCleanly() throws Exception {
    up.close();

    assertThat(CommandRun.on(store, "datasets").status()).isZero();
  }

  @Test
  void printsShellLinesAndNothingElse() {
    assertThat(up.out().lines())
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
    up.await(() -> up.err().contains("planes version 1: 3322 rows"));
    up.await(() -> up.err().contains("loaded planes/default/planes.csv"));
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

    up.await(() -> up.err().contains("parts version 1"));
    JsonNode shown = CommandRun.on(store, "show", "parts", "--json").json();
    assertThat(shown.get("rows").intValue()).isEqualTo(PART_BYTES / line.length() + 1 + 2);
    up.await(() -> up.err().contains("refused parts/any client/two parts.csv"));
    assertThat(CommandRun.on(store, "uploads", "unfiled").out()).contains("names no dataset");
  }

  @Test
  void aFolderKeyIsRefusedAndNothingElse() {
    try (S3Client s3 = Endpoints.of(variables()).s3Client()) {
      s3.putObject(
          r -> r.bucket(variables().get("SHEAF_LANDING_BUCKET")).key("folders/source/"),
          RequestBody.empty());
    }

    up.await(() -> up.err().contains("refused folders/source/"));
    assertThat(up.err()).contains("is a folder placeholder");
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
  void aTakenPortIsNamedTheLowestOfSeveral() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket next = new ServerSocket()) {
      try {
        next.bind(new InetSocketAddress("127.0.0.1", taken.getLocalPort() + 1));
      } catch (BindException e) {
        // Somebody else has it, which is as good.
      }
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
    return up.out()
        .lines()
        .map(line -> line.replaceFirst("export ", "").split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
