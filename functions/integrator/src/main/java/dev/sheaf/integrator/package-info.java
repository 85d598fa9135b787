/** The integrator function: hints become snapshots. */
@NullMarked
package dev.sheaf.integrator;

import org.jspecify.annotations.NullMarked;
