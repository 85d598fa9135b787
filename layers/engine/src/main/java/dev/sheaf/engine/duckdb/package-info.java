/**
 * DuckDB itself, locked down, and rows into it and out of it: parts are written, read and sorted
 * here.
 */
@NullMarked
package dev.sheaf.engine.duckdb;

import org.jspecify.annotations.NullMarked;
