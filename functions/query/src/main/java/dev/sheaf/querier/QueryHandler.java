package dev.sheaf.querier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.ExpiredSnapshotException;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.sql.QueryLimits;
import dev.sheaf.query.LookupAnswer;
import dev.sheaf.query.LookupRequest;
import dev.sheaf.query.QueryAnswer;
import dev.sheaf.query.QueryRequest;
import dev.sheaf.query.QueryService;
import dev.sheaf.query.ReadLimits;
import dev.sheaf.query.SnapshotSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers one {@link QueryEvent} with one JSON document; {@code {"error": "..."}} where the request
 * is at fault, or where it may be sent again.
 */
public final class QueryHandler implements RequestStreamHandler {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS = Set.of(Setting.LAKE_BUCKET, Setting.TABLE);

  /** For 3008 MB of memory, 512 MB of disk and 60 s. */
  private static final ReadLimits LIMITS =
      new ReadLimits(
          new EngineLimits(1, 1L << 30, 128L << 20),
          new QueryLimits(Duration.ofSeconds(40), 1_000_000),
          320_000_000);

  /** Of the rows or entries of a response; Lambda returns 6 MB. */
  private static final int PAGE_BYTES = 5_000_000;

  private final QueryService service;
  private final int pageBytes;

  public QueryHandler() {
    this(System.getenv());
  }

  public QueryHandler(Map<String, String> environment) {
    this(service(environment), PAGE_BYTES);
  }

  QueryHandler(QueryService service, int pageBytes) {
    this.service = service;
    this.pageBytes = pageBytes;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(response(input.readAllBytes()));
  }

  private byte[] response(byte[] request) throws IOException {
    try {
      return answer(Json.read(request, QueryEvent.class));
    } catch (QueryException | IllegalArgumentException | TransientException e) {
      return json(Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private byte[] answer(QueryEvent event) throws IOException {
    Page page = event.page();
    try {
      return switch (event.requireAction()) {
        case DATASETS -> new ListResponse(page, pageBytes).names("datasets", service.datasets());
        case SNAPSHOTS -> snapshots(event, page);
        case SHOW -> show(event, page);
        case LOOKUP -> lookup(event, page);
        case QUERY -> rows(event, page);
      };
    } catch (QueryException e) {
      throw page.from() != null && e.getCause() instanceof ExpiredSnapshotException
          ? new QueryException(
              e.getMessage() + "; the pages before are of it, so begin anew without 'next'", e)
          : e;
    }
  }

  private byte[] snapshots(QueryEvent event, Page page) {
    return new ListResponse(page, pageBytes)
        .entries(Map.of(), "snapshots", service.snapshots(event.requireDataset()), Map.of());
  }

  private byte[] show(QueryEvent event, Page page) {
    String dataset = event.requireDataset();
    SnapshotSummary summary = service.show(dataset, version(event, page));
    Map<String, Object> fields =
        Json.mapper().convertValue(summary, new TypeReference<TreeMap<String, Object>>() {});
    fields.remove("contributions");
    return new ListResponse(page, pageBytes)
        .entries(
            fields, "contributions", summary.contributions(), Map.of(dataset, summary.version()));
  }

  private byte[] lookup(QueryEvent event, Page page) throws IOException {
    LookupRequest request =
        new LookupRequest(
            event.requireDataset(), event.requireKey(), event.column(), version(event, page));
    try (LookupAnswer found = service.lookup(request)) {
      return RowsResponse.of(found.answer(), page, pageBytes);
    }
  }

  private byte[] rows(QueryEvent event, Page page) throws IOException {
    QueryRequest request = new QueryRequest(event.requireSql(), event.dataset(), event.version());
    try (QueryAnswer answer = service.query(request.pinnedTo(page.snapshots()))) {
      return RowsResponse.of(answer, page, pageBytes);
    }
  }

  /** That of the pages before, or the one that is asked for; null: the newest. */
  private static @Nullable Integer version(QueryEvent event, Page page) {
    return page.from() == null ? event.version() : page.snapshots().get(event.dataset());
  }

  private static byte[] json(Object document) {
    return Json.write(document).getBytes(StandardCharsets.UTF_8);
  }

  private static QueryService service(Map<String, String> environment) {
    return new QueryService(
        new Assembly(environment, READS, Assembly.readAhead()).ports(),
        LIMITS,
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
