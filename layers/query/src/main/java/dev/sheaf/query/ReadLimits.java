package dev.sheaf.query;

import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.sql.QueryLimits;

/**
 * What one query or export may take.
 *
 * @param maxFetchedBytes of parts, which lie on the local disk meanwhile
 */
public record ReadLimits(EngineLimits engine, QueryLimits query, long maxFetchedBytes) {}
