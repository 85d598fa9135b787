/**
 * Exact aggregates that merge: the same rows give the same bits, and the same bytes of stored
 * states, whatever their order, their split over segments and the tree of merges.
 *
 * <p>Rows go into a {@link dev.sheaf.core.aggregate.HashAggregation}, which writes one state file,
 * sorted by group. {@link dev.sheaf.core.aggregate.MergedStates} merges such files as a stream, and
 * {@link dev.sheaf.core.aggregate.AggregateRows} finishes them into rows. Nothing is rounded before
 * that, and then once ({@link dev.sheaf.core.exact.CorrectRounding}).
 */
@NullMarked
package dev.sheaf.core.aggregate;

import org.jspecify.annotations.NullMarked;
