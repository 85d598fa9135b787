/** Texts for people, wherever in the program they are made. */
@NullMarked
package dev.sheaf.core.text;

import org.jspecify.annotations.NullMarked;
