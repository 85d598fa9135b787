package dev.sheaf.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The events of a store, a JSON line each, as EventBridge would deliver them. */
public record EventLog(Path path) {

  /** The log of the store in this folder. */
  public static EventLog of(Path folder) {
    return new EventLog(folder.toAbsolutePath().resolve("events.ndjson"));
  }

  public URI uri() {
    return path.toUri();
  }

  /** All events so far, oldest first. */
  public List<String> lines() {
    try {
      return Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the events in " + path, e);
    }
  }
}
