/** Parts as bytes: footers, row groups and Bloom filters, read by range without an engine. */
@NullMarked
package dev.sheaf.engine.parquet;

import org.jspecify.annotations.NullMarked;
