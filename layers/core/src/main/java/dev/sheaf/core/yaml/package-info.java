/**
 * Definitions as people write them: YAML in, with every error at its place; YAML out. It stands
 * above {@code value}, which alone says what a value of a column is.
 */
@NullMarked
package dev.sheaf.core.yaml;

import org.jspecify.annotations.NullMarked;
