package dev.sheaf.core.json;

import org.jspecify.annotations.Nullable;

/** A stored document that says in which format it is. */
public interface Formatted {

  /** The number of its {@link DocumentFormat}; null: 1, in documents of a time before there were any. */
  @Nullable Integer format();
}
