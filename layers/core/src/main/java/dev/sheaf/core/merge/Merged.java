package dev.sheaf.core.merge;

import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.StateObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot holds.
 *
 * @param parts in the order of the rows
 * @param states of an aggregate; null in all other modes
 */
public record Merged(
    List<Contribution> contributions, List<Part> parts, @Nullable StateObject states) {
  public Merged {
    contributions = List.copyOf(contributions);
    parts = List.copyOf(parts);
  }
}
