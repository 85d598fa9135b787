package dev.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.aws.ScriptedServer.Answer;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore.Put;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.store.TransientException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store makes of answers that an endpoint in good health does not give. */
class S3ObjectStoreTest {
  private static final Answer CONFLICT = Answer.error(409, "ConditionalRequestConflict");
  private static final Answer OVERLOADED = Answer.error(503, "SlowDown");

  private final ScriptedServer server = new ScriptedServer();
  private final AwsClients clients =
      new AwsClients(
          Map.of(
              "AWS_ENDPOINT_URL_S3", server.url(),
              "AWS_ACCESS_KEY_ID", "id",
              "AWS_SECRET_ACCESS_KEY", "secret"));
  private final S3ObjectStore store = new S3ObjectStore(clients.s3(), Runnable::run);

  @AfterEach
  void stop() {
    clients.close();
    server.close();
  }

  @Test
  void aConflictIsTriedAgain() {
    server.answers(CONFLICT, CONFLICT, Answer.ok(""));

    assertThat(put()).isEqualTo(Put.CREATED);
    assertThat(server.requests()).hasSize(3).containsOnly("PUT /lake/k if-none-match=*");
  }

  @Test
  void aConflictThatStaysIsTransient() {
    server.answersAlways(CONFLICT);

    assertThatThrownBy(this::put).isInstanceOf(TransientException.class);
    assertThat(server.requests()).hasSize(8);
  }

  @Test
  void aTakenKeyIsNotTriedAgain() {
    server.answers(Answer.error(412, "PreconditionFailed"));

    assertThat(put()).isEqualTo(Put.EXISTED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anOverloadedStoreIsTransient() {
    server.answersAlways(OVERLOADED);

    assertThatThrownBy(() -> store.head("lake", "k"))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith("HEAD s3://lake/k: ");
  }

  @Test
  void aMissingPermissionIsNotTransient() {
    server.answersAlways(Answer.error(403, "AccessDenied"));

    assertThatThrownBy(() -> store.read("lake", "k"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET s3://lake/k was refused");
  }

  @Test
  void aMissingBucketIsNoLostObject() {
    server.answersAlways(Answer.error(404, "NoSuchBucket"));

    try (ObjectReader reader = store.open(object())) {
      assertThatThrownBy(() -> reader.read(0, new byte[4], 0, 4))
          .isNotInstanceOf(ObjectLostException.class)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBodyThatBreaksOffIsAskedForAgain() {
    server.answers(Answer.cutOff("abcd", 2), OVERLOADED, Answer.ok("abcd"));

    byte[] target = new byte[4];
    try (ObjectReader reader = store.open(object())) {
      reader.read(0, target, 0, 4);
    }
    assertThat(new String(target, UTF_8)).isEqualTo("abcd");
    assertThat(server.requests())
        .hasSize(3)
        .containsOnly("GET /lake/k?versionId=v1 range=bytes=0-3 if-match=\"e\"");
  }

  @Test
  void aStoreThatIgnoresTheRangeIsFound() {
    server.answersAlways(Answer.ok("abcdefgh"));

    try (ObjectReader reader = store.open(object())) {
      assertThatThrownBy(() -> reader.read(0, new byte[4], 0, 4))
          .hasMessageContaining("4 bytes of s3://lake/k were asked for, the store sends 8");
    }
  }

  private Put put() {
    return store.putIfAbsent("lake", "k", Payload.text("content"), "text/plain");
  }

  private static ObjectVersion object() {
    return new ObjectVersion("lake", "k", "v1", "e", Instant.EPOCH, 8);
  }
}
