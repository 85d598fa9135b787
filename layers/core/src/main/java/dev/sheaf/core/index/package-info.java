/**
 * The index of a snapshot: which parts may hold a key. It repeats what the manifest says, in pieces
 * small enough to be read one at a time.
 */
@NullMarked
package dev.sheaf.core.index;

import org.jspecify.annotations.NullMarked;
