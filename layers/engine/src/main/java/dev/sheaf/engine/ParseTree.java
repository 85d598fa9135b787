package dev.sheaf.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
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
    String before = root.has("location") ? bytesBefore(position) : charactersBefore(position);
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = before.chars().filter(character -> character == '\n').count() + 1;
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return "line %d, column %d".formatted(line, column);
  }

  private String bytesBefore(int position) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, Math.min(position, bytes.length), StandardCharsets.UTF_8);
  }

  private String charactersBefore(int position) {
    return text.substring(0, Math.min(position, text.length()));
  }

  private static String lowerFirst(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase() + message.substring(1);
  }
}
