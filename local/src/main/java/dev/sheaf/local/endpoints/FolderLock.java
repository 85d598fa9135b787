package dev.sheaf.local.endpoints;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder for one endpoint at a time, across processes. The operating system drops the lock when the process
 * ends, however it ends, so a crash never leaves a folder locked.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE_NAME = ".lock";

  /**
   * Folders that this process holds. Their file must not be opened here a second time: on Linux, closing any channel of
   * a file drops every lock that the process has on it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final FileChannel channel;
  private final Path folder;

  private FolderLock(FileChannel channel, Path folder) {
    this.channel = channel;
    this.folder = folder;
  }

  /**
   * Creates the folder if it is missing, and takes it.
   *
   * @throws EndpointException if another process, or another endpoint of this one, has the folder; or if it cannot be
   *     written
   */
  static FolderLock take(String endpoint, Path folder) {
    Path real = created(endpoint, folder);
    if (!HELD_HERE.add(real)) {
      throw EndpointException.folderInUse(endpoint, folder, null);
    }
    try {
      return new FolderLock(locked(endpoint, real), real);
    } catch (EndpointException e) {
      HELD_HERE.remove(real);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(folder);
    }
  }

  private static Path created(String endpoint, Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw EndpointException.folderUnusable(endpoint, folder, e);
    }
  }

  private static FileChannel locked(String endpoint, Path folder) {
    FileChannel channel = open(endpoint, folder);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (IOException e) {
      close(channel, e);
      throw EndpointException.folderUnusable(endpoint, folder, e);
    }
    EndpointException inUse = EndpointException.folderInUse(endpoint, folder, null);
    close(channel, inUse);
    throw inUse;
  }

  private static FileChannel open(String endpoint, Path folder) {
    try {
      return FileChannel.open(
          folder.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw EndpointException.folderUnusable(endpoint, folder, e);
    }
  }

  private static void close(FileChannel channel, Exception reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
