package dev.sheaf.bench.contender;

import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SummaryScanner;
import java.nio.file.Path;
import java.util.Map;

/** The summary scan alone. What it counts as rows is records framed, header included. */
final class ScanContender implements Contender {
  private static final int CHUNK_BYTES = 1 << 20;

  @Override
  public Answer read(Path file) throws Exception {
    RecordAutomaton automaton = RecordAutomaton.csv(new Dialect(',', '"', null, null, true, LineEnd.LF));
    SummaryScanner scanner = new SummaryScanner(automaton, RecordState.RECORD_START);
    byte[] chunk = new byte[CHUNK_BYTES];
    long nanos = 0;
    long size;
    try (FileReader reader = new FileReader(file)) {
      size = reader.size();
      for (long at = 0; at < size; at += CHUNK_BYTES) {
        int length = (int) Math.min(CHUNK_BYTES, size - at);
        reader.read(at, chunk, 0, length);
        long before = System.nanoTime();
        scanner.accept(chunk, 0, length);
        nanos += System.nanoTime() - before;
      }
    }
    return new Answer(
        scanner.recordsBegun() - 1,
        0,
        Map.of(),
        "%.0f MB/s without reading the file".formatted(size * 1e3 / nanos));
  }
}
