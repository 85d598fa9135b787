/** Commands that show something of a store, and change nothing. */
@NullMarked
package dev.sheaf.local.cli.read;

import org.jspecify.annotations.NullMarked;
