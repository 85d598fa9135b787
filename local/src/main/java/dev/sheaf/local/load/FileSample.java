package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.inference.TypeInference;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/** Infers a definition from a file, as the first upload of a dataset would. */
public final class FileSample {
  private FileSample() {}

  /**
   * The definition that the file's dataset would get.
   *
   * @throws dev.sheaf.core.upload.UploadRefusedException if the upload would be refused
   * @throws InputException if the file cannot be read
   */
  public static Definition infer(InputFile input) {
    try (FileChannel channel = FileChannel.open(input.file())) {
      long bytes = channel.size();
      ObjectVersion object = new ObjectVersion("", input.key(), null, "", Instant.EPOCH, bytes);
      return TypeInference.infer(
          new Upload(object, input.place().dataset(), input.place().source()),
          bytes,
          new Reader(input.file(), channel));
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("cannot read %s: %s".formatted(input.file(), e.getMessage()), e);
    }
  }

  private record Reader(Path file, FileChannel channel) implements ObjectReader {
    @Override
    public void read(long position, byte[] target, int at, int length) {
      ByteBuffer bytes = ByteBuffer.wrap(target, at, length);
      try {
        while (bytes.hasRemaining()) {
          if (channel.read(bytes, position + length - bytes.remaining()) < 0) {
            throw new EOFException("it ends before byte %d".formatted(position + length));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
