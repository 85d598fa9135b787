/**
 * Sums, squares and extremes per group that are exact at any size, and what is worked out from them,
 * rounded once, at the end.
 */
@NullMarked
package dev.sheaf.core.exact;

import org.jspecify.annotations.NullMarked;
