/**
 * The port of the object store, the keys of everything that lies in the lake, and which failures
 * are worth another try.
 */
@NullMarked
package dev.sheaf.core.store;

import org.jspecify.annotations.NullMarked;
