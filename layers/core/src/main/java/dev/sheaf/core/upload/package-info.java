/** One delivered object: what its key says, what identifies it, and what became of it. */
@NullMarked
package dev.sheaf.core.upload;

import org.jspecify.annotations.NullMarked;
