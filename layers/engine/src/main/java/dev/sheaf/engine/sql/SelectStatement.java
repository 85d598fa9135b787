package dev.sheaf.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.snapshot.Predicate;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.ProvenanceColumns;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One SELECT that somebody else wrote, checked: it reads the tables it names and nothing else.
 * Nothing of it has been run.
 *
 * <p>The provenance columns {@code _source}, {@code _upload} and {@code _offset} exist for a query
 * that names them, and {@code *} leaves them out where a SELECT reads tables alone, joined or not.
 */
public final class SelectStatement {
  private static final int MAX_CHARACTERS = 100_000;
  private static final int MAX_TRAILING_SEMICOLONS = 16;

  private final String text;
  private final SqlGuard guard;
  private final boolean orderIsByChance;
  private final Set<String> tables = new LinkedHashSet<>();

  private SelectStatement(String text, SqlGuard guard, boolean orderIsByChance) {
    this.text = text;
    this.guard = guard;
    this.orderIsByChance = orderIsByChance;
    guard.references().forEach(reference -> tables.add(reference.table()));
  }

  /**
   * Parses and checks a text.
   *
   * @param duckDb any
   * @throws QueryException if the text is not exactly one SELECT, or holds anything that is not
   *     allowed; the message says what, and where for an error of syntax
   */
  public static SelectStatement parse(LockedDuckDb duckDb, String sql) {
    if (sql.length() > MAX_CHARACTERS) {
      throw new QueryException(
          "the query has %d characters; at most %d are read"
              .formatted(sql.length(), MAX_CHARACTERS));
    }
    ParseTree tree = ParseTree.of(duckDb, sql);
    if (tree.isError()) {
      throw tree.error();
    }
    if (tree.statements() != 1) {
      throw new QueryException(
          tree.statements() == 0
              ? "the query is empty"
              : "%d statements; exactly one SELECT can be run".formatted(tree.statements()));
    }
    return new SelectStatement(
        withoutSemicolon(duckDb, tree).text(),
        SqlGuard.check(tree.query()),
        RowOrder.isByChance(tree.query()));
  }

  /** Names of the tables it reads, in lower case. */
  public Set<String> tables() {
    return Collections.unmodifiableSet(tables);
  }

  /**
   * Conditions that every row of the table that is used meets; none where the table is mentioned
   * more than once, or not alone in its FROM.
   */
  public List<Predicate> predicates(String table) {
    List<SqlGuard.Reference> mentions =
        guard.references().stream().filter(mention -> mention.table().equals(table)).toList();
    boolean once = mentions.size() == 1 && !mentions.get(0).select().isMissingNode();
    return once ? PredicateReader.read(mentions.get(0).select()) : List.of();
  }

  /**
   * Whether of the rows of the table nothing matters but how many there are: {@code SELECT count(*)}
   * without conditions.
   */
  public boolean countsOnly(String table) {
    return tables.equals(Set.of(table))
        && guard.references().size() == 1
        && RowCount.isAllThatIsAsked(guard.references().get(0).select());
  }

  /** Whether its rows may come in another order when it is run again. */
  boolean orderIsByChance() {
    return orderIsByChance;
  }

  /** The provenance columns that it names somewhere. */
  List<String> provenance() {
    return ProvenanceColumns.COLUMNS.stream().filter(guard.columns()::contains).toList();
  }

  /** The query without a semicolon, its stars without the provenance columns. */
  String text() {
    if (provenance().isEmpty()) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (int end : starEnds()) {
      result.append(new String(bytes, done, end - done, StandardCharsets.UTF_8));
      result.append(exclusion());
      done = end;
    }
    return result
        .append(new String(bytes, done, bytes.length - done, StandardCharsets.UTF_8))
        .toString();
  }

  private String exclusion() {
    return provenance().stream()
        .map(SqlText::name)
        .collect(Collectors.joining(", ", " EXCLUDE (", ")"));
  }

  /** Where in the text, in bytes, the stars without options end. */
  private List<Integer> starEnds() {
    List<Integer> ends = new ArrayList<>();
    for (JsonNode select : guard.plainSelects()) {
      for (JsonNode item : select.path("select_list")) {
        int end =
            item.path("query_location").asInt(-1) + item.path("query_location_length").asInt();
        if (isBareStar(item) && endsInStar(end)) {
          ends.add(end);
        }
      }
    }
    ends.sort(Comparator.naturalOrder());
    return ends;
  }

  private boolean endsInStar(int end) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return end > 0 && end <= bytes.length && bytes[end - 1] == '*';
  }

  private static boolean isBareStar(JsonNode item) {
    return "STAR".equals(item.path("type").asText())
        && !item.path("columns").asBoolean(true)
        && item.path("expr").isNull()
        && item.path("exclude_list").isEmpty()
        && item.path("qualified_exclude_list").isEmpty()
        && item.path("replace_list").isEmpty()
        && item.path("rename_list").isEmpty();
  }

  /**
   * Cuts the text at its end as long as it means the same: the tree, which holds all places, must
   * not change. A semicolon may stand before a comment, or in one.
   */
  private static ParseTree withoutSemicolon(LockedDuckDb duckDb, ParseTree tree) {
    ParseTree shortest = tree;
    for (int tries = 0; tries < MAX_TRAILING_SEMICOLONS; tries++) {
      int semicolon = shortest.text().lastIndexOf(';');
      if (semicolon < 0) {
        return shortest;
      }
      String start = withoutTail(shortest.text(), semicolon);
      ParseTree shorter = ParseTree.of(duckDb, start);
      if (!shorter.root().equals(tree.root())) {
        return shortest;
      }
      shortest = shorter;
    }
    return shortest;
  }

  /** The text up to an index, without semicolons and blanks at its end. */
  private static String withoutTail(String text, int length) {
    int end = length;
    while (end > 0 && (text.charAt(end - 1) == ';' || text.charAt(end - 1) <= ' ')) {
      end--;
    }
    return text.substring(0, end);
  }
}
