/**
 * One task of a run: reads a segment, writes its rows and rejects into the lake, and leaves one
 * fact that it was done.
 */
@NullMarked
package dev.sheaf.core.processing;

import org.jspecify.annotations.NullMarked;
