/**
 * What a dataset is by its definition: sources, columns, transform, integration, and whether one
 * definition fits the rows of another.
 */
@NullMarked
package dev.sheaf.core.dataset;

import org.jspecify.annotations.NullMarked;
