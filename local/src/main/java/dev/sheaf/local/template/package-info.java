/** The deployment as {@code template.yaml} says it: read here, repeated nowhere. */
@NullMarked
package dev.sheaf.local.template;

import org.jspecify.annotations.NullMarked;
