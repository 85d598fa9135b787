/**
 * Versions of a dataset: manifest, parts, contributions, tags and operations, the port of the table
 * that publishes them, and which parts a predicate leaves.
 */
@NullMarked
package dev.sheaf.core.snapshot;

import org.jspecify.annotations.NullMarked;
