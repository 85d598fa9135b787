/** Faults on purpose, drawn from a seed: what the protocol promises to survive. */
@NullMarked
package dev.sheaf.local.chaos;

import org.jspecify.annotations.NullMarked;
