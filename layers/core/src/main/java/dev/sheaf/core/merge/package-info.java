/** From live contributions to the parts of a snapshot, by the mode of the dataset. */
@NullMarked
package dev.sheaf.core.merge;

import org.jspecify.annotations.NullMarked;
