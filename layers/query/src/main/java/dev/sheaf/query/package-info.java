/** The read side: what datasets and snapshots there are, look-ups by key, SQL over them, checks. */
@NullMarked
package dev.sheaf.query;

import org.jspecify.annotations.NullMarked;
