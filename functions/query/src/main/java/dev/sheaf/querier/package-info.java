/** The query function: events become one page of an answer, as JSON. */
@NullMarked
package dev.sheaf.querier;

import org.jspecify.annotations.NullMarked;
