/**
 * What can be told from the bytes of an upload: its format, how it is written, and, for a dataset
 * that nobody has defined, a definition with the evidence it rests on.
 */
@NullMarked
package dev.sheaf.core.inference;

import org.jspecify.annotations.NullMarked;
