/**
 * Definitions as people write them: YAML in, with every error at its place; YAML out. It stands
 * above {@code record}, whose parser alone says what a value of a column is.
 */
@NullMarked
package dev.sheaf.core.definition;

import org.jspecify.annotations.NullMarked;
