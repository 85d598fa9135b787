/** The keeper function: what schedules and dead letters ask for. */
@NullMarked
package dev.sheaf.keeper;

import org.jspecify.annotations.NullMarked;
