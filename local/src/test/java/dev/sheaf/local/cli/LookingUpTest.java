package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records by key: put in, looked up, put in again, looked up again. */
class LookingUpTest {
  private static final Path EXAMPLE = Path.of("../examples/customers");

  @TempDir Path root;
  private Path store;

  @BeforeEach
  void theFirstDelivery() throws IOException {
    store = root.resolve("store");
    deliver("crm/2026-01.csv", Files.readString(EXAMPLE.resolve("crm/2026-01.csv")));
  }

  private void deliver(String upload, String content) throws IOException {
    Path folder = Files.createTempDirectory(root, "delivery").resolve("customers");
    Files.createDirectories(folder.resolve(upload).getParent());
    Files.copy(EXAMPLE.resolve("customers.yaml"), folder.resolve("customers.yaml"));
    Files.writeString(folder.resolve(upload), content);
    CommandRun run = CommandRun.on(store, "run", folder.toString());
    assertThat(run.status()).as(run.err()).isZero();
  }

  private String found(String... arguments) {
    CommandRun run = lookup(arguments);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("customer_id,name,city,updated_at\n");
    return run.out().substring(run.out().indexOf('\n') + 1);
  }

  private CommandRun lookup(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"lookup", "customers", "--format", "csv"}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return CommandRun.on(store, all);
  }

  @Test
  void aRecordIsFoundByItsKeyAndANewerOneTakesItsPlace() throws IOException {
    assertThat(found("1002")).isEqualTo("1002,Lee Seo-yeon,Ulsan,2026-01-09T08:45:00Z\n");
    assertThat(found("1006")).as("not there yet").isEmpty();

    deliver(
        "web/new.ndjson",
        """
        {"customer_id":1002,"name":"Lee Seo-yeon","city":"Jeju","changed":"2026-03-01 09:00:00"}
        {"customer_id":1006,"name":"Kang Soo-ah","city":"Seoul","changed":"2026-02-05 09:30:00"}
        {"customer_id":1003,"name":"Park Ji-ho","city":"Paju","changed":"2025-12-31 10:00:00"}
        """);
    assertThat(found("1002")).isEqualTo("1002,Lee Seo-yeon,Jeju,2026-03-01T00:00:00Z\n");
    assertThat(found("1006")).isEqualTo("1006,Kang Soo-ah,Seoul,2026-02-05T00:30:00Z\n");
    assertThat(found("1003"))
        .as("an older record changes nothing")
        .isEqualTo("1003,Park Ji-ho,Daegu,2026-01-06T01:30:00Z\n");
    assertThat(found("1001")).as("as it was").startsWith("1001,Kim Min-jun,Seoul,");
    assertThat(found("1002", "--version", "1"))
        .isEqualTo("1002,Lee Seo-yeon,Ulsan,2026-01-09T08:45:00Z\n");
    assertThat(found("1006", "--version", "1")).isEmpty();
  }

  @Test
  void otherColumnsAreLookedUpToo() {
    assertThat(found("Seoul", "--column", "city").lines())
        .singleElement()
        .asString()
        .startsWith("1001,");
    JsonNode json = CommandRun.on(store, "lookup", "customers", "1005", "--json").json();
    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("name").textValue()).isEqualTo("Jung, Do-yun");
    assertThat(lookup("1005", "--explain").err())
        .contains(" may hold it; 1 row groups fetched; in all ");
  }

  @Test
  void aKeyThatIsNotThereIsNoRow() {
    assertThat(found("9999")).isEmpty();
    assertThat(found("-1")).isEmpty();
  }

  @Test
  void whatCannotBeLookedUpIsSaid() {
    assertFailure("'Kim' is no bigint, which column 'customer_id' holds", "Kim");
    assertFailure("'1001.5' is no bigint", "1001.5");
    assertFailure("has no column 'town'", "Seoul", "--column", "town");
    assertFailure("has no version 7; there are 1 to 1", "1001", "--version", "7");
    CommandRun none = CommandRun.on(store, "lookup", "custmers", "1001");
    assertThat(none.err()).contains("no dataset 'custmers'", "customers");
  }

  private void assertFailure(String message, String... arguments) {
    CommandRun run = lookup(arguments);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("sheaf: ").contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void itemsOfTheIndexThatNothingRefersToAreListedAndRemoved() throws Exception {
    try (StoreSession session =
        StoreSession.open(
            SessionRequest.read(store, "a test").withAccess(SessionRequest.Access.LOAD))) {
      session.catalog().ports().index().putItem("customers", "00000001-lost#ROOT", "{}");
    }
    CommandRun listed = CommandRun.on(store, "orphans");
    assertThat(listed.out()).as(listed.err()).isEqualTo("index of customers 00000001-lost#ROOT\n");
    assertThat(listed.err()).contains("0 orphans").contains("1 items of indexes");

    JsonNode removed = CommandRun.on(store, "orphans", "--remove", "--json").json();
    assertThat(removed.get("indexItems")).hasToString("[\"customers 00000001-lost#ROOT\"]");
    assertThat(CommandRun.on(store, "orphans", "--json").json().get("indexItems")).isEmpty();
    assertThat(found("1002")).as("by the index").isNotEmpty();
  }
}
