/** Typed rows in batches, a vector per column, and their fingerprint. */
@NullMarked
package dev.sheaf.core.row;

import org.jspecify.annotations.NullMarked;
