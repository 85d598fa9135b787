package dev.sheaf.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.local.cli.StoredStore.Question;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store that an earlier version made goes on as if nothing had happened: it is read first, then
 * each of its datasets is changed in every way there is.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoredStoreTest {
  private static final int READ = 1;
  private static final int CHANGE = 2;
  private static final int DEFINE = 3;

  private static final StoredStore STORED = StoredStore.of("0.1.0-format-3");

  @TempDir static Path root;
  private static Path store;
  private static ServedStore up;

  @BeforeAll
  static void open() throws IOException {
    store = root.resolve("store");
    STORED.unpack(store);
    assertThat(on("datasets").status()).as("opened and closed").isZero();
    up = new ServedStore(store, "--segment-size", "60");
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
    assertThat(on("datasets").status()).isZero();
  }

  static Stream<Question> questions() throws IOException {
    return STORED.questions();
  }

  @ParameterizedTest
  @MethodSource("questions")
  @Order(READ)
  void itAnswersAsItDid(Question question) throws IOException {
    STORED.ask(store, question);
  }

  @Test
  @Order(READ)
  void everyVersionIsReadBack() {
    int verified = 0;
    for (String dataset : on("datasets", "--json").json().findValuesAsText("dataset")) {
      for (JsonNode version : on("snapshots", dataset, "--json").json().get("snapshots")) {
        CommandRun run =
            on("verify", dataset, "--version", version.get("version").asText(), "--json");
        if (version.get("expired").isNull()) {
          assertThat(run.status()).as(run.err()).isZero();
          assertThat(run.json().get("fingerprint")).isEqualTo(version.get("fingerprint"));
          assertThat(run.json().get("rows")).isEqualTo(version.get("rows"));
          verified++;
        } else {
          assertThat(run.err()).contains("prices", "has expired");
        }
      }
    }
    assertThat(verified).isEqualTo(7 + 3 + 4 + 3 + 3 + 2);
  }

  @Test
  @Order(CHANGE)
  void appendedRowsGoOn() throws IOException {
    deliver(
        "orders/market/mar.ndjson",
        """
        {"order_id":"m6","category":"toys","amt":100.01,"ordered_at":"2026-03-01 09:00:00","gift":1}
        {"order_id":"m7","category":"test","amt":1,"ordered_at":"2026-03-01 09:30:00"}
        {"order_id":"m8","category":"toys","amt":"much","ordered_at":"2026-03-01 09:40:00"}
        """);
    assertThat(orders()).isEqualTo("m1 m3 m4 m6 s1 s2 s4 s5 t1 t2");
    assertThat(on("lookup", "orders", "m6", "--format", "csv").out())
        .endsWith("\nm6,toys,100.01,2026-03-01T00:00:00Z,\"{\"\"gift\"\":1}\",true\n");
    assertThat(on("rejects", "orders", "--raw", "--upload", "orders/market/mar.ndjson").out())
        .contains("\"m8\"")
        .hasLineCount(1);
    Path mended = root.resolve("till.csv");
    on("rejects", "orders", "--raw", "--upload", "orders/till/jan.csv", "--out", "" + mended);
    assertThat(mended).hasBinaryContent(korean(",차,3.00,2026-01-08 15:10:00\n"));

    done("reload", "orders", "orders/shop/feb.csv");
    assertThat(orders()).as("what was retracted").isEqualTo("m1 m3 m4 m6 s1 s2 s4 s5 s6 s7 t1 t2");
    String all = fingerprint("orders");
    done("rollback", "orders", "1");
    assertThat(orders()).isEqualTo("m1 m3 s1 s2 s5 t1 t2");
    done("rollback", "orders", "9");
    assertThat(fingerprint("orders")).isEqualTo(all);

    assertThat(done("compact", "orders").out()).contains("parts became 1");
    assertThat(fingerprint("orders")).isEqualTo(all);
    done("retract", "orders", "orders/till/jan.csv");
    assertThat(orders()).isEqualTo("m1 m3 m4 m6 s1 s2 s4 s5 s6 s7");
    assertThat(fingerprintVersion("orders")).isEqualTo(1);
    assertThat(on("reload", "orders", "--all").out())
        .containsPattern("orders/shop/bad.csv +2 +REFUSED")
        .containsPattern("orders/market/feb.ndjson +3 +LOADED");
    assertThat(fingerprintVersion("orders")).isEqualTo(2);
    assertThat(on("diff", "orders", "13", "14").out()).contains("0 added, 0 removed");
    String newest = fingerprint("orders");
    assertThat(on("show", "orders", "--json").json().get("version").asInt()).isEqualTo(14);
    on("reload", "orders", "--all");
    assertThat(fingerprint("orders")).isEqualTo(newest);
    done("rollback", "orders", "9");
    assertThat(fingerprint("orders")).as("of its own version").isEqualTo(all);
    deliver("orders/till/apr.csv", korean("t9,차,3.00,2026-04-08 15:10:00\n"));
    assertThat(fingerprintVersion("orders")).isEqualTo(1);
    done("verify", "orders");
    done("rollback", "orders", "14");
    assertThat(fingerprint("orders")).isEqualTo(newest);
    done("verify", "orders");
    assertThat(on("diff", "orders", "first", "14", "--key", "order_id").out())
        .contains("5 added, 2 removed, 0 changed, 5 as before");
  }

  private static String orders() {
    return String.join(" ", query("SELECT order_id FROM orders ORDER BY order_id"));
  }

  private static byte[] korean(String text) {
    return text.getBytes(Charset.forName("x-windows-949"));
  }

  @Test
  @Order(CHANGE)
  void newerUploadsReplaceOlderOnes() throws IOException {
    deliver("prices/west/list-2.csv", "item,price\npad,2.50\n");
    assertThat(rows("prices")).containsExactly("cap,0.30", "ink,4.40", "pad,2.50", "pen,1.20");
    deliver("prices/east/list-4.csv", "item,price\npen,1.40\n");
    assertThat(rows("prices")).containsExactly("pad,2.50", "pen,1.40");
    String newest = fingerprint("prices");

    done("retract", "prices", "prices/east/list-4.csv");
    assertThat(rows("prices")).as("no list of the east").containsExactly("pad,2.50");
    done("reload", "prices", "prices/east/list-4.csv");
    assertThat(fingerprint("prices")).isEqualTo(newest);
    done("rollback", "prices", "5");
    assertThat(rows("prices")).containsExactly("cap,0.30", "ink,4.40", "pad,2.50", "pen,1.20");
    reloadAll("prices");
    assertThat(done("expire", "prices").out().lines())
        .as("all but three and the tagged one")
        .hasSize(6);
    assertThat(on("query", "SELECT count(*) AS n FROM prices", "--tag", "spring", "--json").out())
        .contains("{\"n\":4}");
    done("verify", "prices");
  }

  @Test
  @Order(CHANGE)
  void theLatestRecordOfAKeyIsKept() throws IOException {
    deliver(
        "customers/web/new.ndjson",
        """
        {"customer_id":2,"name":"Lee, Jr.","city":"Pohang","changed":"2026-01-07 00:00:00"}
        {"customer_id":6,"name":"Kang","city":"Seoul","changed":"2026-01-08 00:00:00"}
        {"customer_id":1,"name":"Kim","city":"Osan","changed":"2026-01-01 00:00:00"}
        """);
    assertThat(cities()).isEqualTo("1 Jeju, 2 Pohang, 3 Daegu, 5 Gwangju, 6 Seoul");
    done("reload", "customers", "customers/web/changes.ndjson");
    assertThat(cities()).isEqualTo("1 Jeju, 2 Ulsan, 3 Daegu, 4 Suwon, 5 Gwangju, 6 Seoul");
    deliver(
        "customers/crm/2026-02.csv",
        "customer_id,name,city,updated_at\n5,Jung,Mokpo,2026-02-01 09:00:00\n");
    assertThat(cities()).isEqualTo("1 Seoul, 2 Ulsan, 3 Daegu, 4 Suwon, 5 Mokpo, 6 Seoul");
    assertThat(on("lookup", "customers", "1", "--format", "csv").out())
        .endsWith("\n1,Kim,Seoul,2026-01-05T09:00:00Z\n");

    done("retract", "customers", "customers/crm/2026-01.csv");
    assertThat(cities()).isEqualTo("1 Osan, 2 Ulsan, 3 Incheon, 4 Suwon, 5 Mokpo, 6 Seoul");
    reloadAll("customers");
    assertThat(on("lookup", "customers", "3", "--format", "csv").out())
        .endsWith("\n3,Park,Incheon,2026-01-01T00:00:00Z\n");
    done("rollback", "customers", "4");
    assertThat(cities()).isEqualTo("1 Jeju, 2 Busan, 3 Daegu, 5 Gwangju");
    assertThat(done("compact", "customers").out()).contains("no small parts");
    done("verify", "customers");
  }

  private static String cities() {
    return String.join(
        ", ", query("SELECT customer_id || ' ' || city FROM customers ORDER BY customer_id"));
  }

  @Test
  @Order(CHANGE)
  void statisticsGoOn() throws IOException {
    String then = fingerprint("climate");
    deliver("climate/south/week-2.ndjson", "{\"station\":\"hill\",\"temp\":6.0,\"hours\":2}\n");
    String lake = "lake,3,2,5.5,0.7071067811865476,5.0,6.0,2.0,0,20,6.666666666666667";
    assertThat(rows("climate"))
        .as("temperatures of the hill: 1.5, 4.5, 6.0")
        .containsExactly("hill,3,3,4.0," + Math.sqrt(5.25) + ",1.5,6.0,1.2,1,6,2.0", lake);
    done("retract", "climate", "climate/north/week-1.csv");
    assertThat(rows("climate"))
        .as("4.5 and 6.0 on the hill, 6.0 at the lake")
        .containsExactly(
            "hill,2,2,5.25," + Math.sqrt(1.125) + ",4.5,6.0,1.0,1,3,1.5",
            "lake,2,1,6.0,,6.0,6.0,0.9,0,15,7.5");
    reloadAll("climate");
    done("rollback", "climate", "3");
    assertThat(fingerprint("climate")).isEqualTo(then);
    done("verify", "climate");
  }

  @Test
  @Order(CHANGE)
  void anInferredDefinitionHoldsOn() throws IOException {
    deliver("visits/default/apr.csv", "day,page,visits,share\n2026-04-01,help,40,NA\n");
    assertThat(visits()).isEqualTo("10 rows 3 nulls 128");
    String all = fingerprint("visits");
    assertThat(done("compact", "visits").out()).contains("parts became 1");
    assertThat(fingerprint("visits")).isEqualTo(all);
    deliver("visits/default/mar.csv", "day,page,visits,share\n2026-03-01,start,31,0.5\n");
    assertThat(visits()).isEqualTo("10 rows 3 nulls 129");
    done("retract", "visits", "visits/default/jan.csv");
    assertThat(visits()).isEqualTo("4 rows 1 nulls 91");
    done("reload", "visits", "visits/default/feb.csv");
    assertThat(visits()).isEqualTo("4 rows 1 nulls 91");
    done("rollback", "visits", "4");
    assertThat(fingerprint("visits")).isEqualTo(all);
    done("verify", "visits");
  }

  private static String visits() {
    return query(
            "SELECT count(*) || ' rows ' || count(*) - count(visits) || ' nulls ' || sum(visits)"
                + " FROM visits")
        .get(0);
  }

  @Test
  @Order(CHANGE)
  void aReloadedDatasetGoesOn() throws IOException {
    deliver("sensors/default/c.ndjson", "{\"sensor\":\"k3\",\"value\":1.25}\n");
    assertThat(rows("sensors")).containsExactly("k1,20.50", "k1,21.00", "k2,-3.00", "k3,1.25");
    reloadAll("sensors");
    assertThat(on("uploads", "sensors", "--json").json().findValuesAsText("attempt"))
        .containsExactly("4", "4", "3");
    done("verify", "sensors");
  }

  @Test
  @Order(READ)
  void theFilesOfItsDefinitionsAreNoChange() throws IOException {
    try (Stream<Path> files = Files.walk(STORED.resources().resolve("deliveries"))) {
      List<Path> definitions = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(definitions).hasSizeGreaterThan(3);
      for (Path file : definitions) {
        if (!file.endsWith("1/sensors/sensors.yaml")) {
          JsonNode applied = done("apply", file.toString(), "--json").json();
          JsonNode newest = done("show", applied.get("dataset").asText(), "--json").json();
          assertThat(applied.get("change").asText()).as("%s", file).isEqualTo("unchanged");
          assertThat(applied.get("definition")).isEqualTo(newest.get("definition"));
        }
      }
    }
  }

  @Test
  @Order(DEFINE)
  void columnsGetIdsWithTheNextChangeOfTheDefinition() throws IOException {
    assertThat(define("", "")).isEqualTo("unchanged");
    assertThat(ids()).isEqualTo("sensor null, value null");
    assertThat(define("note: varchar", "")).isEqualTo("changed");
    deliver("sensors/default/d.ndjson", "{\"sensor\":\"k4\",\"value\":1,\"note\":\"new\"}\n");
    List<String> noted = rows("sensors");
    assertThat(noted).contains("k1,20.50,", "k4,1.00,new");
    assertThat(ids()).isEqualTo("sensor 1, value 2, note 3");
    int version = done("show", "sensors", "--json").json().get("version").asInt();

    assertThat(define("", "unknown_columns: ignore")).isEqualTo("changed");
    assertThat(define("note: varchar", "")).as("a change that is taken back").isEqualTo("changed");
    deliver("sensors/default/e.ndjson", "{\"sensor\":\"k5\",\"value\":2,\"note\":\"more\"}\n");
    assertThat(ids()).as("the column that the rows have").isEqualTo("sensor 1, value 2, note 3");

    define("", "unknown_columns: ignore");
    done("reload", "sensors", "--all");
    assertThat(rows("sensors")).contains("k4,1.00", "k5,2.00");
    define("note: varchar", "");
    deliver("sensors/default/f.ndjson", "{\"sensor\":\"k6\",\"value\":3,\"note\":\"last\"}\n");
    assertThat(rows("sensors")).contains("k4,1.00,", "k5,2.00,", "k6,3.00,last");
    assertThat(ids()).as("dropped, so another one").isEqualTo("sensor 1, value 2, note 4");
    done("verify", "sensors");

    done("rollback", "sensors", "" + version);
    assertThat(rows("sensors")).isEqualTo(noted);
    deliver("sensors/default/g.ndjson", "{\"sensor\":\"k7\",\"value\":4,\"note\":\"after\"}\n");
    assertThat(rows("sensors")).contains("k4,1.00,new", "k7,4.00,after");
    assertThat(ids()).as("back with its rows").isEqualTo("sensor 1, value 2, note 3");
    assertThat(define("note: varchar", "")).isEqualTo("unchanged");
    done("verify", "sensors");
  }

  private static String define(String column, String more) throws IOException {
    Path file = Files.createTempDirectory(root, "definition").resolve("sensors.yaml");
    Files.writeString(
        file,
        """
        dataset: sensors
        columns:
          sensor: { type: varchar, required: true }
          value: "decimal(10,2)"
          %s
        %s
        """
            .formatted(column, more));
    return done("apply", file.toString(), "--json").json().get("change").asText();
  }

  private static String ids() {
    List<String> ids = new ArrayList<>();
    for (JsonNode column : done("show", "sensors", "--json").json().get("columns")) {
      ids.add(column.get("name").asText() + " " + column.path("id").asText("null"));
    }
    return String.join(", ", ids);
  }

  /** The rows stay the same; their fingerprint is of the newest version from then on. */
  private static void reloadAll(String dataset) {
    JsonNode before = verified(dataset);
    assertThat(before.get("fingerprint_version").intValue()).isEqualTo(1);
    assertThat(before.get("fingerprint")).isEqualTo(before.get("fingerprints").get("1"));
    done("reload", dataset, "--all");
    JsonNode after = verified(dataset);
    assertThat(after.get("fingerprint_version").intValue()).isEqualTo(2);
    assertThat(after.get("fingerprint")).isEqualTo(before.get("fingerprints").get("2"));
    assertThat(after.get("fingerprints")).isEqualTo(before.get("fingerprints"));
    done("reload", dataset, "--all");
    assertThat(verified(dataset).get("fingerprint")).isEqualTo(after.get("fingerprint"));
  }

  private static void deliver(String key, String content) throws IOException {
    deliver(key, content.getBytes(UTF_8));
  }

  private static void deliver(String key, byte[] content) throws IOException {
    Path folder = Files.createTempDirectory(root, "delivery");
    Path file = folder.resolve(key.replace("/default/", "/"));
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    done("run", folder.resolve(key.substring(0, key.indexOf('/'))).toString());
  }

  private static List<String> rows(String dataset) {
    return query("SELECT * FROM %s ORDER BY ALL".formatted(dataset));
  }

  private static List<String> query(String sql) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(done("query", sql, "--format", "csv").out().split("\n")));
    return lines.subList(1, lines.size());
  }

  private static String fingerprint(String dataset) {
    return on("show", dataset, "--json").json().get("fingerprint").textValue();
  }

  private static JsonNode verified(String dataset) {
    return done("verify", dataset, "--json").json();
  }

  private static int fingerprintVersion(String dataset) {
    return on("show", dataset, "--json").json().get("fingerprint_version").intValue();
  }

  private static CommandRun done(String... arguments) {
    CommandRun run = on(arguments);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private static CommandRun on(String... arguments) {
    return CommandRun.on(store, arguments);
  }
}
