package dev.sheaf.local.endpoints;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder for one endpoint at a time, across processes. The operating system drops the lock when the process
 * ends, however it ends, so a crash never leaves a folder locked.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE_NAME = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the folder if it is missing, and takes it.
   *
   * @throws EndpointException if another process, or another endpoint of this one, has the folder; or if it cannot be
   *     written
   */
  static FolderLock take(String endpoint, Path folder) {
    FileChannel channel = open(endpoint, folder);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      close(channel, e);
      throw EndpointException.folderInUse(endpoint, folder, e);
    } catch (IOException e) {
      close(channel, e);
      throw EndpointException.folderUnusable(endpoint, folder, e);
    }
    EndpointException inUse = EndpointException.folderInUse(endpoint, folder, null);
    close(channel, inUse);
    throw inUse;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static FileChannel open(String endpoint, Path folder) {
    try {
      Files.createDirectories(folder);
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
