/** What commands have in common: options, the store that they open, names that people mistype. */
@NullMarked
package dev.sheaf.local.cli.command;

import org.jspecify.annotations.NullMarked;
