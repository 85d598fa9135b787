/** The command line: one class per command. */
@NullMarked
package dev.sheaf.local.cli;

import org.jspecify.annotations.NullMarked;
