package dev.sheaf.local.cli.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.local.chaos.Fault;
import dev.sheaf.local.chaos.FaultTally;
import java.io.PrintStream;
import java.util.Locale;

/** What was done to a run on purpose, for people and for programs. */
public final class FaultOutput {
  private FaultOutput() {}

  public static void print(PrintStream out, FaultTally tally) {
    out.printf("Chaos with seed %d:%n", tally.seed());
    for (Fault fault : Fault.values()) {
      out.printf(
          Locale.ROOT,
          "  %,d of %,d %s (%.1f %%)%n",
          tally.of(fault),
          tally.of(fault.occasion()),
          told(fault),
          100 * tally.share(fault));
    }
  }

  /** Says which faults never happened. */
  public static void complain(PrintStream err, FaultTally tally) {
    for (Fault fault : tally.missing()) {
      err.printf(
          "chaos with seed %d: 0 of %d %s; smaller segments give it more to do%n",
          tally.seed(), tally.of(fault.occasion()), told(fault));
    }
  }

  public static ObjectNode described(FaultTally tally) {
    ObjectNode node = Described.object();
    node.put("seed", tally.seed());
    for (Fault.Occasion occasion : Fault.Occasion.values()) {
      node.put(occasion.name().toLowerCase(Locale.ROOT) + "s", tally.of(occasion));
    }
    for (Fault fault : Fault.values()) {
      node.put(fault.name().toLowerCase(Locale.ROOT), tally.of(fault));
    }
    return node;
  }

  private static String told(Fault fault) {
    return switch (fault) {
      case DOUBLED -> "messages were doubled";
      case LOST -> "messages were lost";
      case LATE -> "messages were late";
      case DIED -> "runs of functions died in the middle of a call";
      case FAILED -> "calls were answered by an error or throttling";
    };
  }
}
