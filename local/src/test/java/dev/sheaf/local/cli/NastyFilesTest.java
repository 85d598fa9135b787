package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What people have on their disks, each file a dataset of its own, and what they type next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NastyFilesTest {
  private static final Pattern NEXT =
      Pattern.compile("Next: sheaf query.* '(SELECT .* \"group\".*)'");

  private static final String RAGGED = "4,5\n6,7,8,9\n".repeat(6);

  @TempDir static Path root;

  private static final List<Path> WRITTEN = new ArrayList<>();

  private static Path store;

  @BeforeAll
  static void write() throws IOException {
    store = root.resolve("store");
    text("group.csv", "id;Betrag\n1;10,50\n2;9,00\n3;1.200,75\n", "UTF-8");
    text("order.csv", "\uFEFFid\tname\r1\tann\r2\tbob\r", "UTF-16LE");
    text("ragged.csv", "a,b,c\n" + "1,2,3\n".repeat(30) + RAGGED, "UTF-8");
    text("open.csv", "id,note\n1,ok\n2,\"never closed\n3,x\n", "UTF-8");
    text("korea.csv", "번호,이름\n1,김철수\n", "x-windows-949");
    text("lines.csv", "{\"id\":1}\n{\"id\":2}\n", "UTF-8");
    text("head.csv", "a,b,c", "UTF-8");
    text("empty.csv", "", "UTF-8");
    bytes("photo.csv", "89504E470D0A1A0A0000000D49484452");
    bytes("packed.csv", "1F8B08000000000000FF");
  }

  private static void text(String name, String content, String charset) throws IOException {
    WRITTEN.add(Files.write(root.resolve(name), content.getBytes(Charset.forName(charset))));
  }

  private static void bytes(String name, String hex) throws IOException {
    WRITTEN.add(Files.write(root.resolve(name), HexFormat.of().parseHex(hex)));
  }

  @Test
  @Order(1)
  void eachIsLoadedOrRefusedWithTheReason() {
    CommandRun run =
        CommandRun.on(
            store,
            Stream.concat(Stream.of("run"), WRITTEN.stream().map(Path::toString))
                .toArray(String[]::new));

    assertThat(run.out())
        .as(run.err())
        .contains("group version 1", "order version 1", "head version 1");
    assertThat(run.err().lines().filter(line -> line.startsWith("refused")))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("ragged.csv", "12 of 42 records are rejects"),
            line -> assertThat(line).contains("open.csv", "the quote at byte 15 is never closed"),
            line -> assertThat(line).contains("korea.csv", "is not UTF-8", "encoding: cp949"),
            line -> assertThat(line).contains("lines.csv", "a JSON object, and is read as csv"),
            line -> assertThat(line).contains("empty.csv", "is empty (0 bytes)"),
            line -> assertThat(line).contains("photo.csv", "like binary data"),
            line -> assertThat(line).contains("packed.csv", "it begins like gzip"));

    Matcher next = NEXT.matcher(run.out());
    assertThat(next.find()).as(run.out()).isTrue();
    CommandRun query = CommandRun.on(store, "query", next.group(1));
    assertThat(query.err()).isEmpty();
    assertThat(query.out()).contains("1200.75");
  }

  @Test
  @Order(2)
  void ofADatasetWithNothingButRefusedUploadsTheRejectsCanBeFound() {
    CommandRun rejects = CommandRun.on(store, "rejects", "ragged");

    assertThat(rejects.status()).isZero();
    assertThat(rejects.out()).contains("0 rejects");
    assertThat(rejects.err()).contains("1 refused uploads", "rejects --store");
    assertThat(CommandRun.on(store, "rejects", "ragged", "--raw").err())
        .contains("those of a refused upload come with --upload ID");
    assertThat(
            CommandRun.on(
                    store, "rejects", "ragged", "--raw", "--upload", "ragged/default/ragged.csv")
                .out())
        .isEqualTo("a,b,c\n" + RAGGED);
  }
}
