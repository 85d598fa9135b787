package dev.sheaf.engine.parquet;

import dev.sheaf.core.snapshot.FooterPlace;
import org.jspecify.annotations.Nullable;

/**
 * A part in a store.
 *
 * @param uri as people write it; messages name it
 * @param footer null where nobody has noted it: then it is looked for, and believed
 */
public record PartObject(String uri, long bytes, @Nullable FooterPlace footer) {}
