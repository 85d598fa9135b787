/** Loads files of this machine: find, upload, hand over, wait for the outcome. */
@NullMarked
package dev.sheaf.local.load;

import org.jspecify.annotations.NullMarked;
