/**
 * Exact splitting of a byte stream into records, in parallel and without a serial scan.
 *
 * <p>A record belongs to the segment that holds its first byte. Each segment is scanned once, for
 * every state the stream could be in at its beginning ({@link dev.sheaf.core.framing.SummaryScanner}),
 * and parsed under one guessed state ({@link dev.sheaf.core.framing.FirstGuess}). The summaries
 * compose, so the true states are known once all segments are scanned, and {@link
 * dev.sheaf.core.framing.Tiling} names exactly the segments whose guess was wrong.
 */
@NullMarked
package dev.sheaf.core.framing;

import org.jspecify.annotations.NullMarked;
