/** The folder that a local Sheaf keeps everything in, and who has it open. */
@NullMarked
package dev.sheaf.local.store;

import org.jspecify.annotations.NullMarked;
