/**
 * What a definition's transform does to rows, around an engine that runs its SQL: rows that fail
 * become rejects, and what does not work row by row is found out.
 */
@NullMarked
package dev.sheaf.core.transform;

import org.jspecify.annotations.NullMarked;
