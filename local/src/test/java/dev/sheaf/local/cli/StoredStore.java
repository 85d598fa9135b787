package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A store that an earlier version made, and what that version answered; see the README there. */
record StoredStore(Path resources) {
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** Says how an answer came about, or is a text for people, which may change. */
  private static final Set<String> BESIDE_THE_POINT = Set.of("parts_read", "reason");

  static StoredStore of(String name) {
    try {
      return new StoredStore(
          Path.of(StoredStore.class.getResource("/stores/" + name + "/store.zip").toURI())
              .getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A command, and the file that has its answer. */
  record Question(String answer, String[] arguments) {
    @Override
    public String toString() {
      return String.join(" ", arguments);
    }
  }

  Stream<Question> questions() throws IOException {
    return Files.readAllLines(resources.resolve("questions.txt")).stream().map(this::question);
  }

  private Question question(String line) {
    String[] words =
        ARGUMENT.matcher(line).results().map(StoredStore::argument).toArray(String[]::new);
    return new Question(words[0], Arrays.copyOfRange(words, 1, words.length));
  }

  private static String argument(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  /** Asks a store; its answer must say what the recorded one does, and may say more. */
  void ask(Path store, Question question) throws IOException {
    CommandRun run = CommandRun.on(store, question.arguments());
    assertThat(run.status()).as(run.err()).isZero();
    String answer = Files.readString(resources.resolve("answers").resolve(question.answer()));
    if (question.answer().endsWith(".json")) {
      requireSame("", Json.mapper().readTree(answer), run.json());
    } else {
      assertThat(run.out()).isEqualTo(answer);
    }
  }

  private static void requireSame(String place, JsonNode recorded, JsonNode actual) {
    if (recorded.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> field : recorded.properties()) {
        if (!BESIDE_THE_POINT.contains(field.getKey())) {
          requireSame(place + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()));
        }
      }
    } else if (recorded.isArray() && actual.size() == recorded.size()) {
      for (int i = 0; i < recorded.size(); i++) {
        requireSame(place + "/" + i, recorded.get(i), actual.get(i));
      }
    } else {
      assertThat(actual).as(place).isEqualTo(recorded);
    }
  }

  /**
   * Unpacks the store as it was: with the times of its files, and with the hashes of objects as the
   * embedded S3 keeps them; both make an upload the one that it was.
   */
  void unpack(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(resources.resolve("store.zip").toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path file = folder.resolve(entry.getName());
        byte[] content = zip.getInputStream(entry).readAllBytes();
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        if (entry.getName().startsWith("s3/")) {
          Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
              .write("user.content-md5", ByteBuffer.wrap(md5(content)));
        }
        Files.setLastModifiedTime(file, entry.getLastModifiedTime());
      }
    }
  }

  private static byte[] md5(byte[] content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
