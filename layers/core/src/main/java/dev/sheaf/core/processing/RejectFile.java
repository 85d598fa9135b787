package dev.sheaf.core.processing;

import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.reject.RejectEncoder;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.upload.Upload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rejects of one segment as NDJSON on the local disk; the disk, so that memory stays bounded. */
final class RejectFile implements RejectSink, AutoCloseable {
  private final Path file;
  private final OutputStream out;
  private final RejectEncoder encoder;
  private long apart;

  RejectFile(Path file, Upload upload, Plan.Segment segment) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    this.encoder = new RejectEncoder(upload.object().uri(), upload.id(), segment.index());
  }

  @Override
  public void accept(Reject reject) {
    try {
      out.write(encoder.encode(reject));
      apart += reject.isApart() ? 1 : 0;
    } catch (IOException e) {
      throw new ScratchFullException(file, e);
    }
  }

  /** How many of them are not held against the upload. */
  long apart() {
    return apart;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
