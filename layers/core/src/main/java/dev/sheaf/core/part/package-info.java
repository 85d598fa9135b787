/** The port to whatever writes and reads parts, and the local disk that it works on. */
@NullMarked
package dev.sheaf.core.part;

import org.jspecify.annotations.NullMarked;
