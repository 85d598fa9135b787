/** The segmenter function: S3 events and schedules become runs. */
@NullMarked
package dev.sheaf.segmenter;

import org.jspecify.annotations.NullMarked;
