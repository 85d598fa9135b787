package dev.sheaf.core.record;

import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.store.ObjectReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Writes rejects of an upload as an upload of their own, to be mended and uploaded: first whatever
 * the upload has before its data (byte order mark, rows to skip, header), then the records, all byte
 * for byte as they were uploaded, line ends included. Read as the same source it has the same
 * layout, and every record in it breaks the same rules. But what an upload shows of itself, rejects
 * alone may show otherwise: where all end with a delimiter that the header lacks, or where no line
 * end but CR is left.
 */
public final class RawRejects {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Supplier<ObjectReader> upload;
  private final OutputStream target;
  private long written;
  private long end;

  /**
   * @param upload asked for only where bytes are needed that the rejects do not hold
   */
  public RawRejects(Supplier<ObjectReader> upload, OutputStream target) {
    this.upload = upload;
    this.target = target;
  }

  /** Writes what stands before the data; to be called first. */
  public void begin(UploadLayout layout) throws IOException {
    copy(0, layout.dataStart());
    end = layout.dataStart();
  }

  /**
   * Writes one record, from the upload itself where it is longer than {@value
   * Reject#MAX_RAW_BYTES} bytes.
   *
   * @throws IllegalStateException if it does not come after those before
   * @throws dev.sheaf.core.store.ObjectLostException if the upload cannot be read any more
   */
  public void write(Reject reject) throws IOException {
    if (reject.offset() < end) {
      throw new IllegalStateException(
          "the reject at byte %d begins before byte %d, where the one before ends"
              .formatted(reject.offset(), end));
    }
    if (reject.raw().length > 0) {
      target.write(reject.raw());
    } else {
      copy(reject.offset(), reject.length());
    }
    end = reject.offset() + reject.length();
    written++;
  }

  /** How many records were written. */
  public long written() {
    return written;
  }

  private void copy(long from, long length) throws IOException {
    if (length == 0) {
      return;
    }
    ObjectReader reader = upload.get();
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
    for (long copied = 0; copied < length; copied += chunk.length) {
      int bytes = (int) Math.min(chunk.length, length - copied);
      reader.read(from + copied, chunk, 0, bytes);
      target.write(chunk, 0, bytes);
    }
  }
}
