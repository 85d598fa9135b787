/** Watching and disturbing the remote calls of the functions, without their knowing. */
@NullMarked
package dev.sheaf.local.calls;

import org.jspecify.annotations.NullMarked;
