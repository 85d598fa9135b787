package dev.sheaf.core.inference;

import static dev.sheaf.core.framing.RecordState.COMMENT;
import static dev.sheaf.core.framing.RecordState.ESCAPE;
import static dev.sheaf.core.framing.RecordState.ESCAPE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.FIELD_START;
import static dev.sheaf.core.framing.RecordState.QUOTED;
import static dev.sheaf.core.framing.RecordState.QUOTE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.RECORD_START;

import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.row.Quoting;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits sampled bytes into records and fields, by the automaton that frames the upload later.
 * Blank records and comments are left out, and so is what comes before the first record start.
 */
final class CsvSampler {
  /** Whether the object ends where the bytes end. */
  enum Tail {
    /** The last record needs no line end. */
    COMPLETE,
    /** The last record may go on, and is left out. */
    CUT
  }

  private static final byte CTRL_Z = 0x1A;

  private final RecordAutomaton automaton;
  private final @Nullable Dialect dialect;
  private final List<SampleRecord> records = new ArrayList<>();
  private final List<SampleField> fields = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private Quoting quoting = Quoting.UNQUOTED;
  private SampleRecord.Soundness soundness = SampleRecord.Soundness.SOUND;

  private boolean isNull;

  private CsvSampler(RecordAutomaton automaton, @Nullable Dialect dialect) {
    this.automaton = automaton;
    this.dialect = dialect;
  }

  /** Splits delimited text as {@link #read(RecordAutomaton, byte[], int, RecordState, Tail, int)}. */
  static List<SampleRecord> read(
      Dialect dialect, byte[] bytes, int from, RecordState start, Tail tail, int limit) {
    CsvSampler sampler = new CsvSampler(RecordAutomaton.csv(dialect), dialect);
    sampler.read(bytes, from, start, tail, limit);
    return List.copyOf(sampler.records);
  }

  /**
   * Splits {@code [from, bytes.length)}.
   *
   * @param start the state before the first byte
   * @param limit of records
   */
  static List<SampleRecord> read(
      RecordAutomaton automaton, byte[] bytes, int from, RecordState start, Tail tail, int limit) {
    CsvSampler sampler = new CsvSampler(automaton, null);
    sampler.read(bytes, from, start, tail, limit);
    return List.copyOf(sampler.records);
  }

  private void read(byte[] bytes, int from, RecordState start, Tail tail, int limit) {
    RecordState state = start;
    boolean whole = start == RECORD_START;
    boolean comment = false;
    boolean marked =
        dialect != null
            && tail == Tail.COMPLETE
            && bytes.length > from
            && bytes[bytes.length - 1] == CTRL_Z;
    int last = marked ? bytes.length - 1 : bytes.length;
    for (int at = from; at < last && records.size() < limit; at++) {
      RecordState next = automaton.next(state, bytes[at]);
      comment |= next == COMMENT;
      if (next == RECORD_START) {
        endRecord(at + 1, whole && !comment);
        whole = true;
        comment = false;
      } else {
        take(state, bytes[at], next);
      }
      state = next;
    }
    if (tail == Tail.COMPLETE && state != RECORD_START && records.size() < limit) {
      if (state == QUOTED || state == ESCAPE_IN_QUOTED) {
        soundness = SampleRecord.Soundness.UNCLOSED_QUOTE;
      }
      endRecord(bytes.length, whole && !comment);
    }
  }

  private void take(RecordState state, byte read, RecordState next) {
    switch (next) {
      case FIELD_START -> endField();
      case QUOTED -> {
        if (state == RECORD_START || state == FIELD_START) {
          quoting = Quoting.QUOTED;
        } else {
          text.write(state == ESCAPE_IN_QUOTED && dialect != null ? dialect.escaped(read) : read);
        }
      }
      case UNQUOTED -> {
        if (state == QUOTE_IN_QUOTED && read != '\r') {
          soundness = SampleRecord.Soundness.JUNK_AFTER_QUOTE;
        }
        takeUnquoted(state, read);
      }
      case QUOTE_IN_QUOTED, ESCAPE_IN_QUOTED, ESCAPE, COMMENT, RECORD_START -> {}
    }
  }

  private void takeUnquoted(RecordState state, byte read) {
    isNull = false;
    if (state != ESCAPE || dialect == null) {
      text.write(read);
      return;
    }
    isNull = dialect.cEscapes() && read == 'N' && text.size() == 0;
    text.write(dialect.escaped(read));
  }

  private void endField() {
    boolean nothing = isNull && text.size() == 1;
    fields.add(new SampleField(nothing ? "" : text.toString(StandardCharsets.UTF_8), quoting));
    isNull = false;
    text.reset();
    quoting = Quoting.UNQUOTED;
  }

  private void endRecord(int end, boolean counts) {
    stripCarriageReturn();
    boolean blank = fields.isEmpty() && text.size() == 0 && quoting == Quoting.UNQUOTED;
    endField();
    if (counts && !blank) {
      records.add(new SampleRecord(fields, end, soundness));
    }
    fields.clear();
    soundness = SampleRecord.Soundness.SOUND;
  }

  /** The CR of CRLF belongs to the line end. */
  private void stripCarriageReturn() {
    byte[] bytes = text.toByteArray();
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
      text.reset();
      text.write(bytes, 0, bytes.length - 1);
    }
  }
}
