/** Records that break a rule, as they are kept: with place, reason and bytes. */
@NullMarked
package dev.sheaf.core.reject;

import org.jspecify.annotations.NullMarked;
