package dev.sheaf.bench.contender;

import dev.sheaf.core.store.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A local file in place of an object in S3. */
final class FileReader implements ObjectReader {
  private final FileChannel channel;

  FileReader(Path file) {
    try {
      this.channel = FileChannel.open(file);
    } catch (IOException e) {
      throw new UncheckedIOException("opening " + file, e);
    }
  }

  long size() throws IOException {
    return channel.size();
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(target, at, length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position() - at) < 0) {
          throw new EOFException("read past the end of the file");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading at " + position, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing", e);
    }
  }
}
