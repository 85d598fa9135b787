/** Creates what the template asks for at given endpoints, and says where it is. */
@NullMarked
package dev.sheaf.local.provision;

import org.jspecify.annotations.NullMarked;
