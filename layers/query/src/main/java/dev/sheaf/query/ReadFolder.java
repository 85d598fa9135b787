package dev.sheaf.query;

import dev.sheaf.core.part.ScratchFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of its own for the parts of one query, gone with it. */
record ReadFolder(Path path) implements AutoCloseable {

  static ReadFolder in(Path scratch) {
    try {
      Files.createDirectories(scratch);
      return new ReadFolder(Files.createTempDirectory(scratch.toAbsolutePath(), "query-"));
    } catch (IOException e) {
      throw new ScratchFullException(scratch, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
