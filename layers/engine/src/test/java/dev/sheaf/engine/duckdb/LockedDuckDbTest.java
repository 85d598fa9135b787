package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LockedDuckDbTest {
  @TempDir Path base;
  private Path inside;
  private Path outside;
  private LockedDuckDb duckDb;

  @BeforeEach
  void open() throws IOException {
    inside = Files.createDirectory(base.resolve("it's, in"));
    outside = Files.createDirectory(base.resolve("it's, in2"));
    Files.writeString(outside.resolve("secret.csv"), "a\n1\n");
    Files.createSymbolicLink(inside.resolve("link"), outside);
    duckDb = LockedDuckDb.open(new EngineLimits(1, 64 << 20, 20 << 20), base, List.of(inside));
  }

  @AfterEach
  void close() {
    duckDb.close();
  }

  static Stream<String> attacks() throws IOException {
    try (InputStream file = LockedDuckDbTest.class.getResourceAsStream("attacks.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList().stream();
    }
  }

  /** Each is let through by the same connection where nothing is locked, or could be. */
  @ParameterizedTest
  @MethodSource("attacks")
  void attackFails(String sql) throws IOException {
    String attack =
        sql.replace("{in}", inside.toString().replace("'", "''"))
            .replace("{out}", outside.toString().replace("'", "''"));

    assertThatThrownBy(() -> duckDb.execute(attack))
        .isInstanceOf(SQLException.class)
        .message()
        .containsPattern("Permission Error|locked|disabled|does not exist|Invalid result set");
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactly(outside.resolve("secret.csv"));
    }
    assertThat(outside.resolve("secret.csv")).hasContent("a\n1");
  }

  @Test
  void readsAndWritesInside() throws SQLException {
    String file = SqlText.literal(inside.resolve("x.parquet"));
    duckDb.execute("COPY (SELECT 42 AS a) TO " + file);
    assertThat(duckDb.queryText("SELECT a FROM " + file)).isEqualTo("42");
  }

  @Test
  void settingsAreInForce() throws SQLException {
    assertThat(
            duckDb.queryText(
                "SELECT string_agg(name || '=' || value, ' ' ORDER BY name) FROM duckdb_settings()"
                    + " WHERE name IN ('threads', 'memory_limit', 'max_temp_directory_size',"
                    + " 'TimeZone', 'enable_external_access', 'lock_configuration',"
                    + " 'autoload_known_extensions', 'autoinstall_known_extensions',"
                    + " 'allow_community_extensions')"))
        .isEqualTo(
            "TimeZone=UTC allow_community_extensions=false autoinstall_known_extensions=false"
                + " autoload_known_extensions=false enable_external_access=false"
                + " lock_configuration=true max_temp_directory_size=20.0 MiB memory_limit=64.0 MiB"
                + " threads=1");
  }

  @Test
  void spillFilesHaveALimitAndAreGoneAfterwards() throws IOException {
    assertThatThrownBy(
            () ->
                duckDb.execute(
                    "CREATE TABLE x AS SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY md5(i::VARCHAR)) AS n,"
                        + " md5(i::VARCHAR) AS m FROM range(8000000) r(i)) WHERE m > '0'"))
        .hasMessageContaining("Out of Memory");
    duckDb.close();
    try (Stream<Path> left = Files.list(base)) {
      assertThat(left).containsExactlyInAnyOrder(inside, outside);
    }
  }
}
