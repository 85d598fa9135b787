/**
 * SQL of users: queries, transforms and comparisons of snapshots, guarded before DuckDB sees
 * them.
 */
@NullMarked
package dev.sheaf.engine.sql;

import org.jspecify.annotations.NullMarked;
