package dev.sheaf.local.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.DynamoSnapshotTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.dispatch.DispatchSettings;
import dev.sheaf.local.dispatch.Dispatcher;
import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.provision.Endpoints;
import dev.sheaf.local.provision.Provisioner;
import dev.sheaf.local.store.EventLog;
import dev.sheaf.local.template.Stack;
import dev.sheaf.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Uploads go through all functions of the template, at whatever endpoints there are. */
abstract class PipelineContract {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RECORDS = 200;

  private final Target target;

  PipelineContract(Target target) {
    this.target = target;
  }

  @TempDir Path folder;

  @Test
  void uploadsOfSeveralSourcesBecomeOneSnapshotAtAnySegmentSize() throws Exception {
    Manifest small = snapshot(97);
    Manifest large = snapshot(1 << 20);

    assertThat(small.version()).isEqualTo(1);
    assertThat(small.counts().rows()).isEqualTo(2 * RECORDS);
    assertThat(small.parts()).hasSizeGreaterThan(large.parts().size());
    assertThat(small.fingerprint()).isEqualTo(large.fingerprint());
    assertThat(small.counts()).isEqualTo(large.counts());
  }

  private Manifest snapshot(long segmentBytes) throws Exception {
    Endpoints endpoints = endpoints();
    Deployment deployment =
        Provisioner.provision(
            Template.bundled(
                new Stack(
                    "pipeline-" + UUID.randomUUID().toString().substring(0, 8),
                    "aws",
                    endpoints.region(),
                    "000000000000",
                    Map.of(
                        "SegmentBytes", Long.toString(segmentBytes),
                        "Announcements", EventLog.of(folder).uri().toString()))),
            endpoints);
    try (AwsClients clients = new AwsClients(endpoints.variables());
        Dispatcher dispatcher =
            Dispatcher.start(
                deployment,
                DispatchSettings.defaults().withRedeliveryDelay(Duration.ofSeconds(1)))) {
      ObjectStore store = new S3ObjectStore(clients.s3(), Runnable::run);
      List<ObjectVersion> uploads =
          List.of(
              upload(clients, deployment, store, "notes/one/a.csv", csv()),
              upload(clients, deployment, store, "notes/two/b.ndjson", ndjson()),
              upload(clients, deployment, store, "notes/one/open.csv", "id,note\n1,\"open\n"),
              upload(clients, deployment, store, "notes/one/empty.csv", ""));
      dispatcher.objectsCreated(uploads);
      assertThat(dispatcher.awaitIdle(PATIENCE)).isTrue();

      String table = deployment.tableName("Table");
      RunTable runs = new DynamoRunTable(clients.dynamoDb(), table);
      assertThat(states(runs))
          .containsEntry("notes/one/a.csv", UploadState.LOADED)
          .containsEntry("notes/two/b.ndjson", UploadState.LOADED)
          .containsEntry("notes/one/open.csv", UploadState.REFUSED)
          .containsEntry("notes/one/empty.csv", UploadState.REFUSED);
      assertThat(runs.unfinishedRuns()).isEmpty();
      Lake lake = new Lake(store, deployment.bucketName("LakeBucket"));
      Manifest head =
          new Snapshots(new ManifestStore(lake), new DynamoSnapshotTable(clients.dynamoDb(), table))
              .head("notes")
              .orElseThrow();
      head.parts().forEach(part -> requireDescribed(part, lake.require(part.key())));
      return head;
    }
  }

  /** What the manifest says of a part is what the part says of itself. */
  private static void requireDescribed(Part part, byte[] object) {
    FooterPlace footer = requireNonNull(part.footer());
    int from = Math.toIntExact(footer.from());
    byte[] metaData = Arrays.copyOfRange(object, from, from + footer.bytes());
    assertThat(Digest.ofBytes(object).hex()).isEqualTo(part.sha256());
    assertThat(Digest.ofBytes(metaData).hex()).isEqualTo(footer.sha256());
    assertThat(object.length).isEqualTo(from + footer.bytes() + FooterPlace.TAIL_BYTES);
    assertThat(new String(metaData, StandardCharsets.UTF_8))
        .contains(
            "{\"format\":1,\"rows\":%d,\"fingerprint\":\"%s\""
                .formatted(part.rows(), part.fingerprint()));
  }

  private Endpoints endpoints() {
    Map<String, String> s3 = target.environment(Target.Service.S3);
    Map<String, String> all =
        Map.of(
            "AWS_ENDPOINT_URL_S3", url(s3, "AWS_ENDPOINT_URL_S3"),
            "AWS_ENDPOINT_URL_SQS",
                url(target.environment(Target.Service.SQS), "AWS_ENDPOINT_URL_SQS"),
            "AWS_ENDPOINT_URL_DYNAMODB",
                url(target.environment(Target.Service.DYNAMODB), "AWS_ENDPOINT_URL_DYNAMODB"),
            "AWS_REGION", s3.getOrDefault("AWS_REGION", "us-east-1"),
            "AWS_ACCESS_KEY_ID", s3.get("AWS_ACCESS_KEY_ID"),
            "AWS_SECRET_ACCESS_KEY", s3.get("AWS_SECRET_ACCESS_KEY"));
    return Endpoints.of(all);
  }

  private static String url(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, environment.get("AWS_ENDPOINT_URL"));
  }

  private static ObjectVersion upload(
      AwsClients clients, Deployment deployment, ObjectStore store, String key, String content) {
    String bucket = deployment.bucketName("LandingBucket");
    clients.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
    return store.head(bucket, key).orElseThrow();
  }

  private static Map<String, UploadState> states(RunTable runs) {
    return runs.uploads("notes").stream()
        .collect(Collectors.toMap(record -> record.upload().object().key(), UploadItem::state));
  }

  private static String csv() {
    return IntStream.range(0, RECORDS)
        .mapToObj(i -> "%d,\"line %d\nand \"\"more\"\"\"\n".formatted(i, i))
        .collect(Collectors.joining("", "id,note\n", ""));
  }

  private static String ndjson() {
    return IntStream.range(0, RECORDS)
        .mapToObj(i -> "{\"id\":%d,\"note\":\"n\\n%d\"}\n".formatted(i + RECORDS, i))
        .collect(Collectors.joining());
  }
}
