package dev.sheaf.core.merge;

import dev.sheaf.core.snapshot.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What a merge goes on from, all of it described by the columns of one definition.
 *
 * @param head the snapshot before; empty where there is nothing to go on from
 * @param live in upload order
 */
public record Restated(Optional<Manifest> head, List<LiveUpload> live) {
  public Restated {
    live = List.copyOf(live);
  }
}
