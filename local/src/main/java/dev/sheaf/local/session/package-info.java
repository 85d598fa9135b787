/** An open store: its endpoints, started or attached to, and what can be read and done with it. */
@NullMarked
package dev.sheaf.local.session;

import org.jspecify.annotations.NullMarked;
