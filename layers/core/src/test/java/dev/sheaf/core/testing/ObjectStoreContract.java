package dev.sheaf.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectLostException.Fate;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectStore.Put;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ObjectStore} promises. Tests share one bucket, so each has a key prefix of its
 * own.
 */
public abstract class ObjectStoreContract {
  private static final int RACERS = 16;
  private static final int MORE_THAN_A_PAGE = 1_050;

  /** What the store under test can do beyond the port. */
  public enum Versions {
    KEPT,
    NONE
  }

  protected abstract ObjectStore store();

  /** A bucket that exists and that nobody else uses. */
  protected abstract String bucket();

  /** Writes or overwrites an object as an uploader would. */
  protected abstract void upload(String key, byte[] content);

  /** Deletes an object as an uploader would. */
  protected abstract void delete(String key);

  /** Deletes one version for good; called only where versions are kept. */
  protected abstract void deleteVersion(ObjectVersion object);

  protected abstract Versions versions();

  private final String prefix = "t" + Long.toHexString(System.nanoTime()) + "/";

  @Test
  void headTellsTheNewestState() {
    String key = key("orders.csv");
    upload(key, text("a,b\n1,2\n"));

    ObjectVersion object = head(key);

    assertThat(object.bucket()).isEqualTo(bucket());
    assertThat(object.key()).isEqualTo(key);
    assertThat(object.sizeBytes()).isEqualTo(8);
    assertThat(object.etag()).isNotBlank().doesNotContain("\"");
    assertThat(object.lastModified().getNano()).isZero();
    assertThat(head(key)).isEqualTo(object);
    upload(key, text("longer than before"));
    assertThat(head(key).sizeBytes()).isEqualTo(18);
    assertThat(head(key).etag()).isNotEqualTo(object.etag());
  }

  @Test
  void headOfNothingIsEmpty() {
    String key = key("deleted");
    assertThat(store().head(bucket(), key)).isEmpty();
    upload(key, text("x"));
    delete(key);
    assertThat(store().head(bucket(), key)).isEmpty();
  }

  @Test
  void versionsAreNamed() {
    assumeTrue(versions() == Versions.KEPT, "this endpoint keeps no object versions");
    String key = key("versioned");
    upload(key, text("same"));
    ObjectVersion first = head(key);
    upload(key, text("same"));

    assertThat(first.versionId()).isNotNull();
    assertThat(head(key).versionId()).isNotNull().isNotEqualTo(first.versionId());
  }

  @Test
  void versionsAreListedNewestFirst() {
    assumeTrue(versions() == Versions.KEPT, "this endpoint keeps no object versions");
    String key = key("versions");
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      upload(key, text("content " + i));
      written.add(0, String.valueOf(head(key).versionId()));
      upload(key + "-other", text("x"));
    }

    assertThat(store().versions(bucket(), key)).isEqualTo(written);
  }

  @Test
  void withoutVersionsThereIsNoVersionId() {
    assumeTrue(versions() == Versions.NONE, "this endpoint keeps object versions");
    upload(key("plain"), text("x"));

    assertThat(head(key("plain")).versionId()).isNull();
  }

  @Test
  void oddKeysComeBackAsTheyWere() {
    List<String> keys =
        List.of("a b.csv", "a+b.csv", "100%.csv", "한글 값.csv", "q=1&r=2.csv", "emoji-\uD83D\uDE00");
    for (String name : keys) {
      upload(key(name), text(name));
      assertThat(head(key(name)).key()).isEqualTo(key(name));
      assertThat(store().read(bucket(), key(name))).hasValue(text(name));
    }

    assertThat(listedNames("")).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void listIsInKeyOrderAndKeepsToThePrefix() {
    List<String> names = List.of("a", "b-c/3", "b.c", "b/2", "b/10/x", "b/1", "b0", "ba");
    names.forEach(name -> upload(key(name), text(name)));

    assertThat(listedNames("")).isEqualTo(names.stream().sorted().toList());
    assertThat(listedNames("b/1")).containsExactly("b/1", "b/10/x");
    assertThat(listedNames("nothing")).isEmpty();
  }

  @Test
  void listTellsSizeEtagAndTime() {
    upload(key("one"), text("12345"));

    ObjectVersion listed = store().list(bucket(), key("one")).get(0);

    ObjectVersion head = head(key("one"));
    assertThat(listed.sizeBytes()).isEqualTo(5);
    assertThat(listed.etag()).isEqualTo(head.etag());
    assertThat(listed.lastModified()).isEqualTo(head.lastModified());
  }

  @Test
  void listShowsFolderPlaceholders() {
    upload(key("folder/"), new byte[0]);
    upload(key("other/file"), text("x"));

    assertThat(listedNames("")).containsExactly("folder/", "other/file");
  }

  @Test
  void listLeavesOutWhatWasDeleted() {
    upload(key("kept"), text("x"));
    upload(key("removed"), text("x"));
    delete(key("removed"));

    assertThat(listedNames("")).containsExactly("kept");
  }

  @Test
  void listGoesOnBeyondAPage() {
    List<String> names = IntStream.range(0, MORE_THAN_A_PAGE).mapToObj("n%05d"::formatted).toList();
    Race.inParallel(names, name -> upload(key(name), text(name)));

    assertThat(listedNames("")).isEqualTo(names);
  }

  @Test
  void putIfAbsentWritesOnceAndLeavesWhatIsThere() {
    assertThat(putText("k", "first")).isEqualTo(Put.CREATED);
    assertThat(putText("k", "second")).isEqualTo(Put.EXISTED);
    assertThat(putText("k", "first")).isEqualTo(Put.EXISTED);

    assertThat(store().read(bucket(), key("k"))).hasValue(text("first"));
  }

  @Test
  void putIfAbsentWritesAgainAfterADeletion() {
    putText("k", "first");
    delete(key("k"));

    assertThat(putText("k", "second")).isEqualTo(Put.CREATED);
    assertThat(store().read(bucket(), key("k"))).hasValue(text("second"));
  }

  @Test
  void whatIsOursCanBeDeletedAndDeletedAgain() {
    store().putIfAbsent(bucket(), key("ours"), Payload.text("x"), "text/plain");
    store().putIfAbsent(bucket(), key("ours too"), Payload.text("y"), "text/plain");

    store().delete(bucket(), key("ours"));
    store().delete(bucket(), key("ours"));
    store().delete(bucket(), key("never there"));

    assertThat(store().read(bucket(), key("ours"))).isEmpty();
    assertThat(store().list(bucket(), key("ours")))
        .extracting(ObjectVersion::key)
        .containsExactly(key("ours too"));
  }

  @Test
  void putIfAbsentWritesFiles(@TempDir Path folder) throws IOException {
    byte[] content = randomBytes(3_000_000);
    Path file = Files.write(folder.resolve("part.parquet"), content);

    Payload payload = new Payload.File(file);
    assertThat(store().putIfAbsent(bucket(), key("file"), payload, "application/octet-stream"))
        .isEqualTo(Put.CREATED);
    assertThat(store().putIfAbsent(bucket(), key("file"), payload, "application/octet-stream"))
        .isEqualTo(Put.EXISTED);

    assertThat(store().read(bucket(), key("file"))).hasValue(content);
    assertThat(head(key("file")).sizeBytes()).isEqualTo(content.length);
  }

  @Test
  void putIfAbsentWritesEmptyBodies() {
    assertThat(putText("empty", "")).isEqualTo(Put.CREATED);

    assertThat(store().read(bucket(), key("empty"))).hasValue(new byte[0]);
  }

  @Test
  void ofManyRacersExactlyOneWrites() {
    for (int round = 0; round < 5; round++) {
      String key = "race-" + round;
      List<Put> results = Race.of(RACERS, racer -> putText(key, "racer " + racer));

      // A store may answer a retry of the winner's own call with EXISTED.
      assertThat(Collections.frequency(results, Put.CREATED)).isLessThanOrEqualTo(1);
      String written = new String(store().read(bucket(), key(key)).orElseThrow(), UTF_8);
      assertThat(written).matches("racer \\d+");
      int winner = results.indexOf(Put.CREATED);
      if (winner >= 0) {
        assertThat(written).isEqualTo("racer " + winner);
      }
    }
  }

  @Test
  void readOfAMissingKeyIsEmpty() {
    assertThat(store().read(bucket(), key("missing"))).isEmpty();
  }

  @Test
  void readsRanges() {
    byte[] content = randomBytes(100_000);
    upload(key("ranges"), content);
    try (ObjectReader reader = store().open(head(key("ranges")))) {
      assertThat(range(reader, 0, 1)).isEqualTo(slice(content, 0, 1));
      assertThat(range(reader, 99_999, 1)).isEqualTo(slice(content, 99_999, 1));
      assertThat(range(reader, 40_000, 30_000)).isEqualTo(slice(content, 40_000, 30_000));
      assertThat(range(reader, 12, 0)).isEmpty();
      assertThat(range(reader, 0, 100_000)).isEqualTo(content);
    }
  }

  @Test
  void readsOnBehindTheExpectedEnd() {
    byte[] content = randomBytes(100_000);
    upload(key("behind"), content);
    try (ObjectReader reader = store().open(head(key("behind")), 500)) {
      for (int position = 0; position < 2_000; position += 100) {
        assertThat(range(reader, position, 100)).isEqualTo(slice(content, position, 100));
      }
      assertThat(range(reader, 2_000, 98_000)).isEqualTo(slice(content, 2_000, 98_000));
    }
  }

  @Test
  void readsOnlyIntoItsPlaceInTheTarget() {
    upload(key("place"), text("abcdef"));
    byte[] target = text("........");
    try (ObjectReader reader = store().open(head(key("place")))) {
      reader.read(2, target, 3, 2);
    }

    assertThat(new String(target, UTF_8)).isEqualTo("...cd...");
  }

  @Test
  void readsSequencesAndJumps() {
    byte[] content = randomBytes(20_000_000);
    upload(key("large"), content);
    Random random = new Random(11);
    try (ObjectReader reader = store().open(head(key("large")))) {
      int position = 0;
      while (position < content.length) {
        int length = Math.min(content.length - position, 1 + random.nextInt(1_500_000));
        assertThat(Arrays.equals(range(reader, position, length), slice(content, position, length)))
            .as("bytes %d + %d", position, length)
            .isTrue();
        position += length;
        if (random.nextInt(4) == 0) {
          int jump = random.nextInt(content.length - 100);
          assertThat(range(reader, jump, 100)).isEqualTo(slice(content, jump, 100));
        }
      }
    }
  }

  @Test
  void aRangeOutsideTheObjectIsAMistakeOfTheCaller() {
    upload(key("short"), text("12345"));
    try (ObjectReader reader = store().open(head(key("short")))) {
      assertThatThrownBy(() -> range(reader, 3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> range(reader, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> reader.read(0, new byte[2], 1, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aDeletedObjectIsGone() {
    assumeFalse(versions() == Versions.KEPT, "this endpoint keeps object versions");
    upload(key("k"), text("first"));
    try (ObjectReader reader = store().open(head(key("k")))) {
      delete(key("k"));

      assertLost(reader, Fate.GONE);
    }
  }

  @Test
  void anOverwrittenObjectIsChanged() {
    assumeFalse(versions() == Versions.KEPT, "this endpoint keeps object versions");
    upload(key("k"), text("first"));
    try (ObjectReader reader = store().open(head(key("k")))) {
      upload(key("k"), text("other"));

      assertLost(reader, Fate.CHANGED);
    }
  }

  @Test
  void anObjectOverwrittenByAShorterOneIsChanged() {
    assumeFalse(versions() == Versions.KEPT, "this endpoint keeps object versions");
    upload(key("k"), text("first"));
    try (ObjectReader reader = store().open(head(key("k")))) {
      upload(key("k"), text("1"));

      assertLost(reader, Fate.CHANGED);
    }
  }

  @Test
  void aVersionStaysReadableWhenOverwrittenAndDeleted() {
    assumeTrue(versions() == Versions.KEPT, "this endpoint keeps no object versions");
    upload(key("k"), text("first"));
    try (ObjectReader reader = store().open(head(key("k")))) {
      upload(key("k"), text("other"));
      assertThat(range(reader, 0, 5)).isEqualTo(text("first"));
      delete(key("k"));
      assertThat(range(reader, 0, 5)).isEqualTo(text("first"));
    }
  }

  @Test
  void aDeletedVersionIsGone() {
    assumeTrue(versions() == Versions.KEPT, "this endpoint keeps no object versions");
    upload(key("k"), text("first"));
    ObjectVersion first = head(key("k"));
    upload(key("k"), text("other"));
    try (ObjectReader reader = store().open(first)) {
      deleteVersion(first);

      assertLost(reader, Fate.GONE);
    }
  }

  private static void assertLost(ObjectReader reader, Fate fate) {
    assertThatExceptionOfType(ObjectLostException.class)
        .isThrownBy(() -> range(reader, 2, 3))
        .satisfies(lost -> assertThat(lost.fate()).isEqualTo(fate));
  }

  private String key(String name) {
    return prefix + name;
  }

  private ObjectVersion head(String key) {
    return store().head(bucket(), key).orElseThrow();
  }

  private Put putText(String name, String content) {
    return store().putIfAbsent(bucket(), key(name), Payload.text(content), "text/plain");
  }

  private List<String> listedNames(String namePrefix) {
    return store().list(bucket(), key(namePrefix)).stream()
        .map(object -> object.key().substring(prefix.length()))
        .toList();
  }

  private static byte[] range(ObjectReader reader, long position, int length) {
    byte[] bytes = new byte[length];
    reader.read(position, bytes, 0, length);
    return bytes;
  }

  private static byte[] slice(byte[] content, int from, int length) {
    return Arrays.copyOfRange(content, from, from + length);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
