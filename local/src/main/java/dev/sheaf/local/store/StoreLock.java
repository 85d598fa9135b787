package dev.sheaf.local.store;

import dev.sheaf.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store to one process. The operating system drops the lock when the process ends, however it
 * ends; what such a process left in {@code holder.json} is then known to be stale, because the lock
 * is free.
 */
public final class StoreLock implements AutoCloseable {
  private static final long LOOK_AGAIN_MILLIS = 20;

  /**
   * Stores that this process holds. They must not be opened here a second time: on Linux, closing any
   * channel of a file drops every lock that the process has on it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final StoreFolder folder;
  private final FileChannel channel;
  private final InstantSource clock;

  private StoreLock(StoreFolder folder, FileChannel channel, InstantSource clock) {
    this.folder = folder;
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Opens a store, which is made where there is nothing. If another process has it but has not said
   * yet where it listens, waits for that; if that process ends meanwhile, the store is ours.
   *
   * @param patience how long to wait for a process that is just starting
   * @throws StoreException if the folder is something else, has another format, cannot be written, or
   *     its holder stays silent; the message says what to do
   */
  public static StoreAccess open(Path path, Duration patience, InstantSource clock) {
    long deadline = System.nanoTime() + patience.toNanos();
    StoreFolder folder = new StoreFolder(path.toAbsolutePath());
    try {
      folder.requireStoreOrEmpty();
      folder = new StoreFolder(path.toRealPath());
      while (true) {
        Optional<StoreAccess> access = attempt(folder, clock);
        if (access.isPresent()) {
          return access.get();
        }
        if (System.nanoTime() > deadline) {
          throw StoreException.holderSilent(folder.path());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (IOException e) {
      throw StoreException.unusable(folder.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.unusable(folder.path(), e);
    }
  }

  /** The store's folder, absolute. */
  public Path folder() {
    return folder.path();
  }

  /**
   * Tells other processes where this one listens; until then they wait.
   *
   * @param command for people: what this process was started as
   * @param endpoints by service
   */
  public Holder publish(String command, Map<String, URI> endpoints) {
    Holder holder =
        new Holder(
            ProcessHandle.current().pid(),
            command,
            StoreFolder.FORMAT_VERSION,
            endpoints,
            clock.instant());
    try {
      StoreFolder.replace(folder.holder(), Json.writePretty(holder));
    } catch (IOException e) {
      throw StoreException.unusable(folder.path(), e);
    }
    return holder;
  }

  /** Gives the store free. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      Files.deleteIfExists(folder.holder());
      release(folder, channel);
    } catch (IOException e) {
      throw StoreException.unusable(folder.path(), e);
    }
  }

  private static void release(StoreFolder folder, FileChannel channel) throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(folder.lock());
    }
  }

  private static Optional<StoreAccess> attempt(StoreFolder folder, InstantSource clock)
      throws IOException {
    Optional<FileChannel> locked = lock(folder.lock());
    if (locked.isPresent()) {
      return Optional.of(new StoreAccess.Held(take(folder, locked.get(), clock)));
    }
    return holder(folder).filter(Holder::alive).map(StoreAccess.HeldBy::new);
  }

  private static StoreLock take(StoreFolder folder, FileChannel channel, InstantSource clock)
      throws IOException {
    try {
      Files.deleteIfExists(folder.holder());
      folder.writeFormat();
      return new StoreLock(folder, channel, clock);
    } catch (IOException e) {
      release(folder, channel);
      throw e;
    }
  }

  private static Optional<FileChannel> lock(Path file) throws IOException {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    @Nullable FileLock lock = null;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(channel);
    } finally {
      if (lock == null) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static Optional<Holder> holder(StoreFolder folder) throws IOException {
    try {
      return Optional.of(Json.read(Files.readAllBytes(folder.holder()), Holder.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
