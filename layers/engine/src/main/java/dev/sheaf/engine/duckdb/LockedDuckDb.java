package dev.sheaf.engine.duckdb;

import dev.sheaf.engine.sql.SelectStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A DuckDB in memory that reads and writes nothing but the folders it is given, loads no extension,
 * reaches no network, and whose settings cannot be changed any more. It does not tell reading from
 * writing in those folders: statements of others go through {@link SelectStatement} first.
 *
 * <p>The order of the settings matters: some are only accepted as properties, some are accepted and
 * ignored there, and most are refused once external access is off.
 */
public final class LockedDuckDb implements AutoCloseable {
  private static final List<String> REFUSED =
      List.of(
          "autoinstall_known_extensions",
          "autoload_known_extensions",
          "allow_community_extensions",
          "allow_unsigned_extensions",
          "allow_persistent_secrets");

  /** How results of queries come. */
  public enum Results {
    /** As they are computed: a failure on the way is told without its reason. */
    STREAMED,
    /** Once they are complete. */
    WHOLE
  }

  private final Connection connection;
  private final EngineLimits limits;
  private final Path spill;

  private LockedDuckDb(Connection connection, EngineLimits limits, Path spill) {
    this.connection = connection;
    this.limits = limits;
    this.spill = spill;
  }

  /**
   * Opens an empty database.
   *
   * @param scratch an existing folder, in which the files of this database get a folder of their own
   * @param folders what statements may read and write
   * @throws dev.sheaf.core.part.ScratchFullException if the folder cannot be made
   */
  public static LockedDuckDb open(EngineLimits limits, Path scratch, Collection<Path> folders) {
    return open(limits, scratch, folders, Results.STREAMED);
  }

  public static LockedDuckDb open(
      EngineLimits limits, Path scratch, Collection<Path> folders, Results results) {
    Path spill = spillFolder(scratch);
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:duckdb:", properties(limits, spill, results));
      try {
        lock(connection, limits, folders);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new LockedDuckDb(connection, limits, spill);
    } catch (SQLException e) {
      delete(spill);
      throw new IllegalStateException("cannot open DuckDB: " + e.getMessage(), e);
    }
  }

  public EngineLimits limits() {
    return limits;
  }

  public Connection connection() {
    return connection;
  }

  /** Runs one statement. A JDBC statement is of no use after it failed, so each gets its own. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row. */
  public String queryText(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close DuckDB: " + e.getMessage(), e);
    } finally {
      delete(spill);
    }
  }

  private static Properties properties(EngineLimits limits, Path spill, Results results) {
    Properties properties = new Properties();
    REFUSED.forEach(setting -> properties.setProperty(setting, "false"));
    properties.setProperty("threads", Integer.toString(limits.threads()));
    properties.setProperty("memory_limit", limits.memoryBytes() + "B");
    properties.setProperty("temp_directory", spill.toString());
    properties.setProperty("jdbc_stream_results", Boolean.toString(results == Results.STREAMED));
    return properties;
  }

  private static void lock(Connection connection, EngineLimits limits, Collection<Path> folders)
      throws SQLException {
    List<Path> absolute = folders.stream().map(Path::toAbsolutePath).toList();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET max_temp_directory_size = '%dB'".formatted(limits.spillBytes()));
      statement.execute("SET allowed_directories = " + SqlText.list(absolute));
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  private static Path spillFolder(Path scratch) {
    try {
      return Files.createTempDirectory(scratch.toAbsolutePath(), "spill-");
    } catch (IOException e) {
      throw DiskFull.translate(scratch, e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
