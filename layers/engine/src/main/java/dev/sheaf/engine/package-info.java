/**
 * DuckDB behind the ports of core: parts are written, SQL is answered and snapshots are exported by
 * it, and it only ever sees typed rows. Every connection is locked down ({@link
 * dev.sheaf.engine.LockedDuckDb}).
 */
package dev.sheaf.engine;
