/** The processor function: messages of segments become rows, rejects and facts. */
@NullMarked
package dev.sheaf.processor;

import org.jspecify.annotations.NullMarked;
