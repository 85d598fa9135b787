/** How Sheaf's own documents are written, and digests of what is stored. */
@NullMarked
package dev.sheaf.core.json;

import org.jspecify.annotations.NullMarked;
