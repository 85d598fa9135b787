/**
 * Everything that decides, in pure Java. {@link dev.sheaf.core.Wiring} puts it together over {@link
 * dev.sheaf.core.Ports}; the rooms below follow the flow: intake, processing, commit, trace, keeper.
 */
@NullMarked
package dev.sheaf.core;

import org.jspecify.annotations.NullMarked;
