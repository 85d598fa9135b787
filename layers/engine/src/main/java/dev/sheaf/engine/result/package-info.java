/** Rows of an answer, and the formats in which they are written. */
@NullMarked
package dev.sheaf.engine.result;

import org.jspecify.annotations.NullMarked;
