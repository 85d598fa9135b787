/**
 * From the text of one field to a value of its column's type, or to the rule that it breaks; and
 * back to a text.
 */
@NullMarked
package dev.sheaf.core.value;

import org.jspecify.annotations.NullMarked;
