package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Bad records come out as files, are mended, and go in again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RawRejectsTest {
  private static final Charset KOREAN = Charset.forName("x-windows-949");

  private static final String DEFINITION =
      """
      dataset: orders
      sources:
        shop:   { format: csv, skip_rows: 1, delimiter: ";" }
        till:   { format: csv, header: false, delimiter: ",", encoding: cp949 }
        market: { format: ndjson }
      columns: { id: bigint, name: varchar }
      rejects: { max_ratio: 0.5 }
      """;

  @TempDir static Path root;

  private static Path store;
  private static Path mended;

  @BeforeAll
  static void load() throws IOException {
    store = root.resolve("store");
    mended = root.resolve("mended");
    write("orders/orders.yaml", DEFINITION, StandardCharsets.UTF_8);
    write(
        "orders/shop/2024/a.csv",
        "\uFEFFof \"today\r\nID;name\r\n1;ann\r\nx;\"b;\r\nc\"\r\n2;bob\r\ny;é",
        StandardCharsets.UTF_16LE);
    write("orders/till/b.csv", "3,가\nkim,나\n", KOREAN);
    write("orders/market/c.ndjson", "{\"id\":4}\n{\"id\":\"q\"}\n\n{\"id\":5}\n", KOREAN);
    write("orders/market/bad.ndjson", "{\"id\":\"z\"}\n{\"id\":6}\n[]\n", KOREAN);

    CommandRun run = CommandRun.on(store, "run", root.resolve("orders").toString());

    assertThat(run.err()).contains("refused orders/market/bad.ndjson");
    assertThat(run.out()).contains("orders version 1");
  }

  @Test
  @Order(1)
  void severalUploadsAreAskedAbout() {
    CommandRun run = CommandRun.on(store, "rejects", "orders", "--raw");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("3 uploads of orders have rejects")
        .contains("rejects --store " + store + " orders --raw --out FOLDER/")
        .containsPattern("orders --raw --upload [0-9a-f]{12} --out a\\.rejects\\.csv");
  }

  @Test
  @Order(2)
  void eachUploadGetsAFileOfItsKind() throws IOException {
    CommandRun run = CommandRun.on(store, "rejects", "orders", "--raw", "--out", mended + "/");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(mended.resolve("orders/shop/2024/a.rejects.csv"))
        .hasBinaryContent(
            "\uFEFFof \"today\r\nID;name\r\nx;\"b;\r\nc\"\r\ny;é"
                .getBytes(StandardCharsets.UTF_16LE));
    assertThat(mended.resolve("orders/till/b.rejects.csv"))
        .hasBinaryContent("kim,나\n".getBytes(KOREAN));
    assertThat(mended.resolve("orders/market/c.rejects.ndjson")).hasContent("{\"id\":\"q\"}\n");
    assertThat(run.out())
        .contains("2 rejected records of orders/shop/2024/a.csv are in")
        .contains("Mend them, then: sheaf run --store " + store + " " + mended.resolve("orders"));
  }

  @Test
  @Order(3)
  void whatWasMendedIsNotOverwritten() throws IOException {
    Path file = mended.resolve("orders/till/b.rejects.csv");
    Files.write(file, "33,나\n".getBytes(KOREAN));

    CommandRun run = CommandRun.on(store, "rejects", "orders", "--raw", "--out", mended + "/");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is there already");
    assertThat(file).hasBinaryContent("33,나\n".getBytes(KOREAN));
  }

  @Test
  @Order(4)
  void mendedRecordsLoadBesideTheGoodOnes() throws IOException {
    Path shop = mended.resolve("orders/shop/2024/a.rejects.csv");
    String text = Files.readString(shop, StandardCharsets.UTF_16LE);
    Files.writeString(
        shop, text.replace("x;", "11;").replace("y;", "12;"), StandardCharsets.UTF_16LE);
    Files.writeString(mended.resolve("orders/market/c.rejects.ndjson"), "{\"id\":44}\n");

    CommandRun run = CommandRun.on(store, "run", mended.resolve("orders").toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(
            CommandRun.on(
                    store,
                    "query",
                    "--format",
                    "csv",
                    "SELECT id, name FROM orders WHERE id > 9 ORDER BY id")
                .out())
        .isEqualTo("id,name\n11,\"b;\r\nc\"\n12,é\n33,나\n44,\n");
    assertThat(CommandRun.on(store, "query", "SELECT count(*) AS n FROM orders").out())
        .contains("9");
  }

  @Test
  @Order(5)
  void aRefusedUploadGivesItsRejectsAndSaysThatNothingOfItIsLoaded() {
    CommandRun run =
        CommandRun.on(store, "rejects", "orders", "--raw", "--upload", "orders/market/bad.ndjson");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("{\"id\":\"z\"}\n[]\n");
    assertThat(run.err()).contains("was refused as a whole");
    assertThat(CommandRun.on(store, "rejects", "orders").err())
        .contains("without the rejects of 1 refused uploads");
  }

  @Test
  @Order(6)
  void oneUploadGoesToAFileAndAProgramIsTold() {
    Path file = root.resolve("one.ndjson");
    CommandRun run =
        CommandRun.on(
            store,
            "rejects",
            "orders",
            "--raw",
            "--upload",
            "orders/market/c.ndjson",
            "--json",
            "--out",
            file.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(file).hasContent("{\"id\":\"q\"}\n");
    JsonNode written = run.json().get("files").get(0);
    assertThat(written.get("key").textValue()).isEqualTo("orders/market/c.ndjson");
    assertThat(written.get("rejects").intValue()).isEqualTo(1);
    assertThat(written.get("bytes").intValue()).isEqualTo(11);
  }

  @Test
  @Order(7)
  void wrongUsageIsTold() {
    assertThat(CommandRun.on(store, "rejects", "orders", "--out", "x").status()).isEqualTo(2);
    assertThat(CommandRun.on(store, "rejects", "orders", "--raw", "--limit", "1").err())
        .contains("--raw writes all rejects");
    assertThat(
            CommandRun.on(
                    store,
                    "rejects",
                    "orders",
                    "--raw",
                    "--upload",
                    "orders/market/c.rejects.ndjson",
                    "--out",
                    root.resolve("none").toString())
                .err())
        .contains("c.rejects.ndjson has no rejects");
    assertThat(root.resolve("none")).doesNotExist();
    JsonNode korean =
        CommandRun.on(store, "rejects", "orders", "--upload", "orders/till/b.csv", "--json")
            .json()
            .get("rejects")
            .get(0);
    assertThat(korean.has("raw")).isFalse();
    assertThat(korean.get("raw_base64").textValue()).isEqualTo("a2ltLLOqCg==");
  }

  private static void write(String path, String text, Charset charset) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(charset));
  }
}
