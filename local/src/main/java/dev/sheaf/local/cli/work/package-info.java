/** Commands that load, define, or have the functions work. */
@NullMarked
package dev.sheaf.local.cli.work;

import org.jspecify.annotations.NullMarked;
