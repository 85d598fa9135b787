package dev.sheaf.core.merge;

import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.zone.ObservedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the parts of one merge to the lake, one after the other. */
final class MergedParts {
  private final Lake lake;
  private final PartWriter writer;
  private final Path folder;
  private final SnapshotPlace place;
  private int parts;

  /**
   * @param folder for the file of the part that is being written
   * @param place where new parts go
   */
  MergedParts(Lake lake, PartWriter writer, Path folder, SnapshotPlace place) {
    this.lake = lake;
    this.writer = writer;
    this.folder = folder;
    this.place = place;
  }

  /**
   * Writes what rows there are until the part ends.
   *
   * @return null if there are none
   */
  @Nullable Part write(PartRows rows) throws IOException {
    Path file = folder.resolve("part-%d.parquet".formatted(parts));
    ObservedRows observed = rows.observed();
    PartWriter.Written written = writer.writeTraced(observed, file);
    if (written.rows() == 0) {
      return null;
    }
    Lake.Stored stored = lake.put(place.part(parts++), file, "application/vnd.apache.parquet");
    Files.delete(file);
    return new Part(
        stored.key(),
        stored.bytes(),
        written.rows(),
        stored.sha256(),
        observed.fingerprint(),
        rows.uploads(),
        observed.zones(),
        rows.keys(),
        written.footer(),
        rows.version());
  }
}
