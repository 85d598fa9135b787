package dev.sheaf.local.cli.read;

import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.sql.QueryLimits;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.DiffService;
import dev.sheaf.query.QueryService;
import dev.sheaf.query.ReadLimits;
import dev.sheaf.query.VerifyService;
import java.nio.file.Path;

/** The query function's service, with what it may take on the machine of whoever asks. */
final class Reading {
  private static final long QUERY_BYTES = 20L << 30;
  private static final long MEMORY_BYTES = 512L << 20;
  private static final long SPILL_BYTES = 16L << 30;

  private Reading() {}

  static QueryService query(Catalog catalog) {
    return service(catalog, QUERY_BYTES);
  }

  /** All of a snapshot, however much that is. */
  static QueryService export(Catalog catalog) {
    return service(catalog, Long.MAX_VALUE);
  }

  static DiffService diff(Catalog catalog) {
    return new DiffService(
        catalog.ports().lake(), catalog.definitions(), limits(QUERY_BYTES), scratch());
  }

  static VerifyService verify(Catalog catalog) {
    return new VerifyService(catalog.ports().lake(), EngineLimits.DEFAULT, scratch());
  }

  private static QueryService service(Catalog catalog, long maxFetchedBytes) {
    return new QueryService(catalog.ports(), limits(maxFetchedBytes), scratch());
  }

  private static ReadLimits limits(long maxFetchedBytes) {
    EngineLimits engine =
        new EngineLimits(Runtime.getRuntime().availableProcessors(), MEMORY_BYTES, SPILL_BYTES);
    return new ReadLimits(engine, QueryLimits.DEFAULT, maxFetchedBytes);
  }

  private static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
