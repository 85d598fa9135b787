package dev.sheaf.engine.sql;

import dev.sheaf.core.part.Engine;
import dev.sheaf.core.store.Lake;
import dev.sheaf.engine.duckdb.DuckDbPartReader;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import java.nio.file.Path;

/** DuckDB as the engine of functions. */
public final class DuckDbEngine {
  private DuckDbEngine() {}

  /**
   * Within the memory of a function.
   *
   * @param scratch an existing folder for files of work under way
   */
  public static Engine over(Lake lake, Path scratch) {
    return new Engine(
        new DuckDbPartWriter(EngineLimits.DEFAULT, scratch),
        new DuckDbPartReader(lake, EngineLimits.SORT, scratch),
        new DuckDbTransformCompiler(scratch),
        scratch);
  }
}
