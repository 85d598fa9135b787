package dev.sheaf.core.framing;

import dev.sheaf.core.framing.RealisticCsv.Traits;
import dev.sheaf.core.testing.Dialects;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Counts how often the first guess puts the first record elsewhere than the truth does. */
final class GuessAccuracy {
  static final int WINDOW = 64 << 10;

  private static final List<Traits> TRAITS =
      List.of(
          Traits.plain(0),
          Traits.plain(0.05),
          Traits.plain(0.95),
          new Traits(0, 0, 0, "\r\n"),
          new Traits(0.05, 0, 0, "\r\n"),
          new Traits(0.95, 0, 0, "\r\n"),
          new Traits(0.05, 0.5, 0, "\n"),
          new Traits(0.95, 0.5, 0, "\n"),
          new Traits(0.95, 1, 0, "\n"),
          new Traits(0, 0, 0.02, "\n"),
          new Traits(0.05, 0.5, 0.02, "\n"));

  /** Guesses made at cuts, and how many of them were wrong; also for "always outside quotes". */
  record Count(int cuts, int wrong, int wrongOutsideQuotes) {}

  private GuessAccuracy() {}

  /** Guesses at random cuts of one generated file. */
  static Count measure(RandomGenerator random, Traits traits, int cuts, int window) {
    byte[] csv = new RealisticCsv(random, traits).ofAtLeast(4 << 20);
    RecordAutomaton automaton = RecordAutomaton.csv(Dialects.rfc4180());
    RecordState[] truth = truth(automaton, csv);
    int wrong = 0;
    int wrongOutside = 0;
    for (int i = 0; i < cuts; i++) {
      int cut = random.nextInt(1, csv.length - WINDOW);
      int previous = csv[cut - 1] & 0xFF;
      int first = firstRecord(automaton, csv, cut, truth[cut]);
      RecordState guess =
          FirstGuess.guess(automaton, previous, csv, cut, cut + window, RealisticCsv.COLUMNS);
      wrong += firstRecord(automaton, csv, cut, guess) == first ? 0 : 1;
      RecordState outside = previous == '\n' ? RecordState.RECORD_START : RecordState.UNQUOTED;
      wrongOutside += firstRecord(automaton, csv, cut, outside) == first ? 0 : 1;
    }
    return new Count(cuts, wrong, wrongOutside);
  }

  private static RecordState[] truth(RecordAutomaton automaton, byte[] csv) {
    RecordState[] states = new RecordState[csv.length + 1];
    states[0] = RecordState.RECORD_START;
    for (int at = 0; at < csv.length; at++) {
      states[at + 1] = automaton.next(states[at], csv[at]);
    }
    return states;
  }

  private static int firstRecord(
      RecordAutomaton automaton, byte[] csv, int from, RecordState start) {
    RecordState state = start;
    int at = from;
    while (at < csv.length && state != RecordState.RECORD_START) {
      state = automaton.next(state, csv[at++]);
    }
    return at;
  }

  public static void main(String[] arguments) {
    for (Traits traits : TRAITS) {
      for (int window : new int[] {WINDOW, 512}) {
        System.out.printf(
            "%s, window of %d: %s%n",
            traits.toString().replace("\r", "CR").replace("\n", "LF"),
            window,
            measure(new SplittableRandom(7), traits, 3000, window));
      }
    }
  }
}
