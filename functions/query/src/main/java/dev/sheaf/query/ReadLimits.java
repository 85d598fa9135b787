package dev.sheaf.query;

import dev.sheaf.engine.EngineLimits;
import dev.sheaf.engine.QueryLimits;

/**
 * What one query or export may take.
 *
 * @param maxFetchedBytes of parts, which lie on the local disk meanwhile
 */
public record ReadLimits(EngineLimits engine, QueryLimits query, long maxFetchedBytes) {}
