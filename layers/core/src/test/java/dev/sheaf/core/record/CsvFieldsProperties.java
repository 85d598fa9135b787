package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentDomain;
import dev.sheaf.core.framing.SegmentDomain.Text;
import dev.sheaf.core.record.RecordParser.Tail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The tokenizer against the automaton, byte by byte. */
@Domain(SegmentDomain.class)
class CsvFieldsProperties {
  private static final int CAPACITY = 200;

  /** A record as the automaton's states tell it. */
  private record Told(int end, boolean unterminated, int openQuote, List<String> fields) {}

  @Property(tries = 5000)
  void recordsAndFieldsAreThoseOfTheAutomaton(@ForAll Text text) {
    byte[] bytes = text.bytes();
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    CsvFields fields = new CsvFields(text.dialect(), CAPACITY);
    for (int from = 0; from < bytes.length; ) {
      Text read = withoutEndMark(text);
      int end = fields.frame(bytes, from, bytes.length, Tail.END_OF_UPLOAD);
      if (from == read.bytes().length) {
        assertThat(end).isEqualTo(bytes.length);
        assertThat(fields.isNoRecord()).isTrue();
        return;
      }
      Told told = tell(automaton, read, from);
      if (told.unterminated) {
        assertThat(end).isEqualTo(RecordParser.UNTERMINATED);
        assertThat(fields.openQuote()).isEqualTo(told.openQuote);
        return;
      }
      boolean last =
          told.end == read.bytes().length && !endsRecord(automaton, read, from, told.end);
      assertThat(end).isEqualTo(last ? bytes.length : told.end);
      if (!fields.isNoRecord()) {
        assertThat(describe(fields, bytes)).isEqualTo(told.fields);
      }
      from = end;
    }
  }

  @Property(tries = 2000)
  void whatIsCutOffIsIncompleteOrTheSame(@ForAll Text text) {
    byte[] bytes = text.bytes();
    RecordAutomaton automaton = RecordAutomaton.csv(text.dialect());
    CsvFields fields = new CsvFields(text.dialect(), CAPACITY);
    for (int from = 0; from < bytes.length; ) {
      int end = fields.frame(bytes, from, bytes.length, Tail.END_OF_UPLOAD);
      int stop = end < 0 ? bytes.length : end;
      for (int limit = from; limit <= bytes.length; limit++) {
        int cut = fields.frame(bytes, from, limit, Tail.MORE_BYTES);
        boolean complete = limit >= stop && end > 0 && endsRecord(automaton, text, from, stop);
        assertThat(cut).isEqualTo(complete ? end : RecordParser.INCOMPLETE);
      }
      from = stop;
    }
  }

  /** The text without a Ctrl-Z at its very end, which marks it. */
  private static Text withoutEndMark(Text text) {
    int length = text.bytes().length;
    boolean marked = length > 0 && text.bytes()[length - 1] == 0x1A;
    return marked ? new Text(text.dialect(), Arrays.copyOf(text.bytes(), length - 1)) : text;
  }

  private static boolean endsRecord(RecordAutomaton automaton, Text text, int from, int stop) {
    RecordState state = RecordState.RECORD_START;
    for (int i = from; i < stop; i++) {
      state = automaton.next(state, text.bytes()[i]);
    }
    return state == RecordState.RECORD_START;
  }

  private static List<String> describe(CsvFields fields, byte[] bytes) {
    List<String> described = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      int flags = fields.flags(i);
      if ((flags & CsvFields.DEFECTS) != 0) {
        described.add("defect " + (flags & CsvFields.DEFECTS));
        continue;
      }
      byte[] value = new byte[bytes.length];
      int length = fields.end(i) - fields.start(i);
      if ((flags & CsvFields.RAW) != 0) {
        length = fields.resolve(bytes, i, value);
      } else {
        System.arraycopy(bytes, fields.start(i), value, 0, length);
      }
      boolean quoted = (flags & CsvFields.QUOTED) != 0;
      described.add((quoted ? "quoted " : "plain ") + latin(value, length));
    }
    return described;
  }

  /** Walks the automaton from a record start and notes what each byte is to its field. */
  private static Told tell(RecordAutomaton automaton, Text text, int from) {
    byte[] bytes = text.bytes();
    boolean lf = text.dialect().lineEnd().terminator() == '\n';
    List<String> fields = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    int defect = 0;
    boolean literalLast = false;
    int openQuote = -1;
    RecordState state = RecordState.RECORD_START;
    int at = from;
    for (; at < bytes.length; at++) {
      RecordState next = automaton.next(state, bytes[at]);
      boolean ends = next == RecordState.RECORD_START || next == RecordState.FIELD_START;
      if (ends) {
        if (state == RecordState.QUOTED || state == RecordState.ESCAPE_IN_QUOTED) {
          defect |= CsvFields.OPEN_QUOTE;
        } else if (state == RecordState.ESCAPE) {
          defect |= CsvFields.OPEN_ESCAPE;
        } else if (next == RecordState.RECORD_START && lf && !quoted && !literalLast) {
          stripCr(value);
        }
        fields.add(field(value, quoted, defect));
        value.setLength(0);
        quoted = false;
        defect = 0;
        literalLast = false;
        if (next == RecordState.RECORD_START) {
          return new Told(at + 1, false, -1, fields);
        }
      } else {
        boolean opens =
            next == RecordState.QUOTED
                && (state == RecordState.RECORD_START || state == RecordState.FIELD_START);
        boolean drops =
            next == RecordState.ESCAPE
                || next == RecordState.ESCAPE_IN_QUOTED
                || next == RecordState.QUOTE_IN_QUOTED;
        if (opens) {
          quoted = true;
          openQuote = at;
        } else if (state == RecordState.QUOTE_IN_QUOTED && next == RecordState.UNQUOTED) {
          boolean cr = lf && bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] == '\n');
          defect |= cr ? 0 : CsvFields.JUNK;
        } else if (!drops) {
          boolean escaped = state == RecordState.ESCAPE || state == RecordState.ESCAPE_IN_QUOTED;
          char read = (char) (bytes[at] & 0xFF);
          value.append(escaped && text.dialect().cEscapes() ? meaning(read) : read);
        }
        literalLast = state == RecordState.ESCAPE;
      }
      state = next;
    }
    boolean open = state == RecordState.QUOTED || state == RecordState.ESCAPE_IN_QUOTED;
    if (open && text.dialect().quotedNewlines()) {
      return new Told(-1, true, openQuote, List.of());
    }
    defect |= open ? CsvFields.OPEN_QUOTE : state == RecordState.ESCAPE ? CsvFields.OPEN_ESCAPE : 0;
    if (lf && !quoted && !literalLast) {
      stripCr(value);
    }
    fields.add(field(value, quoted, defect));
    return new Told(bytes.length, false, -1, fields);
  }

  private static char meaning(char letter) {
    int at = "0bfnrtv".indexOf(letter);
    return at < 0 ? letter : "\0\b\f\n\r\t\u000B".charAt(at);
  }

  private static String field(StringBuilder value, boolean quoted, int defect) {
    return defect != 0 ? "defect " + defect : (quoted ? "quoted " : "plain ") + value;
  }

  private static void stripCr(StringBuilder value) {
    int last = value.length() - 1;
    if (last >= 0 && value.charAt(last) == '\r') {
      value.setLength(last);
    }
  }

  private static String latin(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
