package dev.sheaf.engine.duckdb;

import dev.sheaf.core.part.ScratchFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a full disk from other failures. DuckDB gives the number of the error, or only its text. */
public final class DiskFull {
  private static final List<String> SIGNS =
      List.of(
          "No space left on device",
          "\"errno\":\"28\"",
          "Disk quota exceeded",
          "'max_temp_directory_size' setting");

  /** With less than this left, an input or output error is most likely want of room. */
  private static final long NEXT_TO_NOTHING_BYTES = 1 << 20;

  private DiskFull() {}

  public static boolean is(Path folder, Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return SIGNS.stream().anyMatch(message::contains)
        || (failure instanceof IOException || message.startsWith("IO Error"))
            && usableBytes(folder) < NEXT_TO_NOTHING_BYTES;
  }

  /** What to throw for a failure to write in the folder. */
  static RuntimeException translate(Path folder, IOException failure) {
    return is(folder, failure)
        ? new ScratchFullException(folder, failure)
        : new UncheckedIOException(failure);
  }

  private static long usableBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
