/** What commands print: tables, progress, outcomes, and the documents of {@code --json}. */
@NullMarked
package dev.sheaf.local.cli.text;

import org.jspecify.annotations.NullMarked;
