package dev.sheaf.local.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a store that do not belong to an endpoint: {@code lock}, {@code holder.json} and
 * {@code FORMAT}.
 */
record StoreFolder(Path path) {
  /** The version of everything below a store's folder. */
  static final int FORMAT_VERSION = 3;

  private static final String LOCK = "lock";
  private static final String HOLDER = "holder.json";
  private static final String FORMAT = "FORMAT";

  /** What a process that was killed while it made the store may have left. */
  private static final Set<String> BEFORE_FORMAT = Set.of(LOCK, FORMAT + ".new");

  Path lock() {
    return path.resolve(LOCK);
  }

  Path holder() {
    return path.resolve(HOLDER);
  }

  /** Creates the folder if it is missing; refuses a folder of anybody else. */
  void requireStoreOrEmpty() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw StoreException.notAStore(path);
    }
    Optional<String> format = format();
    if (format.isPresent()) {
      requireKnown(format.get());
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> !BEFORE_FORMAT.contains(file.getFileName().toString()))
          && format().isEmpty()) {
        throw StoreException.notAStore(path);
      }
    }
  }

  /** Makes the empty folder a store; by whoever holds the lock. */
  void writeFormat() throws IOException {
    if (format().isEmpty()) {
      replace(path.resolve(FORMAT), FORMAT_VERSION + "\n");
    }
  }

  /** Replaces a file at once, so that no reader sees half of it. */
  static void replace(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Optional<String> format() throws IOException {
    try {
      return Optional.of(Files.readString(path.resolve(FORMAT)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void requireKnown(String format) {
    if (!format.equals(Integer.toString(FORMAT_VERSION))) {
      throw StoreException.otherFormat(path, format, FORMAT_VERSION);
    }
  }
}
