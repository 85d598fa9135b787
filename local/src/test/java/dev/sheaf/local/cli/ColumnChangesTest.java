package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are dropped and renamed, as people see them. */
class ColumnChangesTest {
  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void load() throws IOException {
    folder = Files.createDirectories(root.resolve("stays/default")).getParent();
    define("guest: { type: varchar, required: true }, nights: bigint, room: bigint", "append");
    upload("a.csv", "guest,nights,room\nkim,2,101\nlee,1,102\n");
  }

  @Test
  void aRenamedColumnKeepsItsValuesAndADroppedOneIsGone() throws IOException {
    define(
        "guest: { type: varchar, required: true }, place: { type: bigint, renamed_from: room }",
        "append");
    upload("b.csv", "guest,place\npark,103\n");

    assertThat(query("FROM stays ORDER BY place"))
        .isEqualTo("guest,place\nkim,101\nlee,102\npark,103\n");
    assertThat(query("SELECT guest FROM stays WHERE place < 102")).isEqualTo("guest\nkim\n");
    assertThat(done("query", "--format", "csv", "--version", "1", "FROM stays ORDER BY room").out())
        .isEqualTo("guest,nights,room\nkim,2,101\nlee,1,102\n");
    done("verify", "stays");
    done("verify", "stays", "--version", "1");
    assertThat(CommandRun.on(root.resolve("store"), "query", "SELECT nights FROM stays").status())
        .isNotZero();
  }

  @Test
  void namesThatAreSwappedMeanTheOtherColumn() throws IOException {
    define(
        "guest: { type: varchar, required: true }, room: { type: bigint, renamed_from: nights },"
            + " nights: { type: bigint, renamed_from: room }\nindex: [room]",
        "append");
    upload("b.csv", "guest,nights,room\npark,103,3\n");

    assertThat(query("SELECT guest FROM stays WHERE room = 2")).isEqualTo("guest\nkim\n");
    assertThat(query("SELECT guest FROM stays WHERE room = 101")).isEqualTo("guest\n");
    assertThat(done("lookup", "--format", "csv", "stays", "2").out())
        .isEqualTo("guest,room,nights\nkim,2,101\n");
    assertThat(done("diff", "--json", "stays", "1", "2").json().toString())
        .contains("\"removed\":2");
    done("verify", "stays");
    done("rollback", "stays", "1");
    assertThat(query("SELECT guest FROM stays WHERE room = 101")).isEqualTo("guest\nkim\n");
    done("verify", "stays");
    upload("c.csv", "guest,nights,room\nchoi,104,4\n");
    assertThat(query("SELECT guest, room FROM stays ORDER BY room"))
        .isEqualTo("guest,room\nlee,1\nkim,2\nchoi,4\n");
    done("verify", "stays");
  }

  @Test
  void theKeyOfAnUpsertMayBeRenamed() throws IOException {
    Files.delete(folder.resolve("default/a.csv"));
    folder = Files.createDirectories(root.resolve("guests/default")).getParent();
    define("id: { type: bigint, required: true }, name: varchar", "upsert, key: [id]");
    upload("a.csv", "id,name\n1,kim\n2,lee\n");
    define(
        "no: { type: bigint, required: true, renamed_from: id }, name: varchar",
        "upsert, key: [no]");
    upload("b.csv", "no,name\n2,park\n3,choi\n");

    assertThat(query("FROM guests ORDER BY no")).isEqualTo("no,name\n1,kim\n2,park\n3,choi\n");
    assertThat(done("lookup", "--format", "csv", "guests", "1").out())
        .isEqualTo("no,name\n1,kim\n");
    done("verify", "guests");
  }

  @Test
  void aColumnThatIsNotThereCannotBeRenamed() throws IOException {
    define("guest: { type: varchar, renamed_from: gast }, nights: bigint, room: bigint", "append");
    done("apply", definition().toString());
    define(
        "visitor: { type: varchar, renamed_from: gest }, nights: bigint, room: bigint", "append");

    CommandRun refused = CommandRun.on(root.resolve("store"), "apply", definition().toString());

    assertThat(refused.status()).isNotZero();
    assertThat(refused.err())
        .contains("column 'visitor' is renamed from 'gest', but there is no column 'gest'")
        .contains("did you mean 'guest'?");
  }

  private Path definition() {
    return folder.resolve(folder.getFileName() + ".yaml");
  }

  private void define(String columns, String mode) throws IOException {
    String[] lines = columns.split("\n", 2);
    Files.writeString(
        definition(),
        "dataset: %s\ncolumns: { %s }\nintegrate: { mode: %s }\n%s\n"
            .formatted(folder.getFileName(), lines[0], mode, lines.length > 1 ? lines[1] : ""));
  }

  private void upload(String name, String text) throws IOException {
    Files.writeString(folder.resolve("default").resolve(name), text);
    done("run", folder.toString());
  }

  private String query(String sql) {
    return done("query", "--format", "csv", sql).out();
  }

  private CommandRun done(String... arguments) {
    CommandRun run = CommandRun.on(root.resolve("store"), arguments);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }
}
