/**
 * Records of CSV and NDJSON: where they begin within a segment, and which of their texts belongs to
 * which column.
 */
@NullMarked
package dev.sheaf.core.record;

import org.jspecify.annotations.NullMarked;
