package dev.sheaf.engine.parquet;

import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.store.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads a file that somebody else opened and closes. */
record FileReader(Path file, FileChannel channel) implements ObjectReader {

  @Override
  public void read(long position, byte[] target, int at, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(target, at, length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + length - bytes.remaining()) < 0) {
          throw new EOFException("%s ends before byte %d".formatted(file, position + length));
        }
      }
    } catch (IOException e) {
      throw new ScratchFullException(file, e);
    }
  }

  @Override
  public void close() {}
}
