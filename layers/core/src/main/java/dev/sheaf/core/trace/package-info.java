/** The way back: from a row or a reject to the bytes of the upload that it was read from. */
@NullMarked
package dev.sheaf.core.trace;

import org.jspecify.annotations.NullMarked;
