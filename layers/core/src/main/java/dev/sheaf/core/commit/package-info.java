/**
 * The way out: proves by the facts that a run read every byte once, and publishes what it loaded
 * as a snapshot; operations such as rollback and compaction, which make snapshots too.
 */
@NullMarked
package dev.sheaf.core.commit;

import org.jspecify.annotations.NullMarked;
