/** The range of values in a column of a part, by which reading it can be saved. */
@NullMarked
package dev.sheaf.core.zone;

import org.jspecify.annotations.NullMarked;
