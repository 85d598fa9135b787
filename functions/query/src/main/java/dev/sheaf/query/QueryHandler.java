package dev.sheaf.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoIndexTable;
import dev.sheaf.aws.DynamoSnapshotTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.aws.Setting;
import dev.sheaf.aws.Settings;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.engine.EngineLimits;
import dev.sheaf.engine.QueryException;
import dev.sheaf.engine.QueryLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

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
          new QueryLimits(Duration.ofSeconds(40), 100_000, QueryLimits.Excess.TRUNCATE),
          320_000_000);

  private final QueryService service;

  public QueryHandler() {
    this(System.getenv());
  }

  public QueryHandler(Map<String, String> environment) {
    this(service(environment));
  }

  QueryHandler(QueryService service) {
    this.service = service;
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
    return switch (event.requireAction()) {
      case DATASETS -> json(Map.of("datasets", service.datasets()));
      case SNAPSHOTS -> json(Map.of("snapshots", service.snapshots(event.requireDataset())));
      case SHOW -> json(service.show(event.requireDataset(), event.version()));
      case LOOKUP -> lookup(event);
      case QUERY -> rows(event);
    };
  }

  private byte[] lookup(QueryEvent event) throws IOException {
    LookupRequest request =
        new LookupRequest(
            event.requireDataset(), event.requireKey(), event.column(), event.version());
    try (LookupAnswer found = service.lookup(request)) {
      return QueryResponse.of(found.answer());
    }
  }

  private byte[] rows(QueryEvent event) throws IOException {
    QueryRequest request = new QueryRequest(event.requireSql(), event.dataset(), event.version());
    try (QueryAnswer answer = service.query(request)) {
      return QueryResponse.of(answer);
    }
  }

  private static byte[] json(Object document) {
    return Json.write(document).getBytes(StandardCharsets.UTF_8);
  }

  private static QueryService service(Map<String, String> environment) {
    Settings settings = Settings.read(environment, READS);
    AwsClients clients = new AwsClients(environment);
    return new QueryService(
        new S3ObjectStore(
            clients.s3(),
            Executors.newSingleThreadExecutor(
                download -> {
                  Thread thread = new Thread(download, "read-ahead");
                  thread.setDaemon(true);
                  return thread;
                })),
        settings.lakeBucket(),
        new DynamoDatasetTable(clients.dynamoDb(), settings.table()),
        new DynamoSnapshotTable(clients.dynamoDb(), settings.table()),
        new DynamoIndexTable(clients.dynamoDb(), settings.table()),
        LIMITS,
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
