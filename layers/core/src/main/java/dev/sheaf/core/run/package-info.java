/**
 * What a run is made of: candidates, plan, rounds, tasks, facts, and how far they have come; with
 * the ports of the table and the queues that carry them.
 */
@NullMarked
package dev.sheaf.core.run;

import org.jspecify.annotations.NullMarked;
