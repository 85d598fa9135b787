/**
 * The way in: which uploads a run takes, how each of them is to be read, and where it is cut. What
 * comes out is the plan of a run, and one message per segment.
 */
@NullMarked
package dev.sheaf.core.intake;

import org.jspecify.annotations.NullMarked;
