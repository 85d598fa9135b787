package dev.sheaf.engine.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.SqlErrors;
import dev.sheaf.engine.duckdb.SqlPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The parse tree of a text, as DuckDB's own parser gives it; nothing of the text is run. */
record ParseTree(String text, JsonNode root) {
  private static final int MAX_DEPTH = 2000;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  /**
   * Parses the text.
   *
   * @throws QueryException if the tree is too deep for us; errors of the parser are in the tree
   */
  static ParseTree of(LockedDuckDb duckDb, String sql) {
    try (PreparedStatement statement =
        duckDb.connection().prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return new ParseTree(sql, MAPPER.readTree(result.getString(1)));
      }
    } catch (SQLException e) {
      throw new QueryException("SQL error: " + SqlErrors.firstLine(e), e);
    } catch (JsonProcessingException e) {
      throw new QueryException("the query is nested too deeply", e);
    }
  }

  boolean isError() {
    return root.path("error").asBoolean(true);
  }

  int statements() {
    return root.path("statements").size();
  }

  /** The query of the only statement. */
  JsonNode query() {
    return root.path("statements").path(0).path("node");
  }

  /**
   * The tree as a text again, with what was changed in it.
   *
   * @throws SQLException if it is no tree any more
   */
  String deparsed(LockedDuckDb duckDb) throws SQLException {
    try (PreparedStatement statement =
        duckDb.connection().prepareStatement("SELECT json_deserialize_sql(CAST(? AS JSON))")) {
      statement.setString(1, root.toString());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  /** What the parser found wrong, with its place where it gave one. */
  QueryException error() {
    String message = root.path("error_message").asText("not understood");
    if ("not implemented".equals(root.path("error_type").asText())) {
      return new QueryException("only SELECT statements can be run: " + lowerFirst(message));
    }
    String position = root.path("position").asText("");
    return new QueryException(
        position.matches("\\d{1,9}")
            ? "SQL error at %s: %s".formatted(place(Integer.parseInt(position)), message)
            : "SQL error: " + message);
  }

  /** Older versions count characters, those that also say where the error ends count bytes. */
  private String place(int position) {
    return root.has("location")
        ? SqlPlace.ofByte(text, position)
        : SqlPlace.ofCharacter(text, position);
  }

  private static String lowerFirst(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase() + message.substring(1);
  }
}
