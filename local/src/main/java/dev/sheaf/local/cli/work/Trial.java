package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.local.calls.CallCount;
import dev.sheaf.local.chaos.Chaos;
import dev.sheaf.local.cli.text.CallOutput;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.FaultOutput;
import dev.sheaf.local.dispatch.Conditions;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A run under special conditions, to learn something about Sheaf itself. */
final class Trial {
  private @Nullable Chaos chaos;
  private @Nullable CallCount calls;

  @Option(
      names = "--chaos",
      paramLabel = "SEED",
      description = {
        "Double, lose and delay messages, let functions die and calls fail, as the seed has it;",
        "the result is the same. Fails if some kind of fault never happened."
      })
  void seed(long seed) {
    chaos = new Chaos(seed);
  }

  @Option(
      names = "--calls",
      description = "Count the calls that the functions make of S3, SQS and DynamoDB.")
  void count(boolean wanted) {
    calls = wanted ? new CallCount() : null;
  }

  Conditions conditions() {
    if (chaos != null) {
      return chaos;
    }
    return calls != null ? calls : Conditions.FAIR;
  }

  /** Nobody is to be warned of what was made to fail on purpose. */
  Consumer<String> warnings(Consumer<String> warnings) {
    return chaos == null ? warnings : line -> {};
  }

  boolean passed() {
    return chaos == null || chaos.tally().missing().isEmpty();
  }

  void print(PrintStream out) {
    if (chaos != null) {
      FaultOutput.print(out, chaos.tally());
    }
    if (calls != null) {
      CallOutput.print(out, calls.tallies());
    }
  }

  /** Says what the run has not been tried with. */
  void complain(PrintStream err) {
    if (chaos != null) {
      FaultOutput.complain(err, chaos.tally());
    }
  }

  /** Empty for a run like any other. */
  ObjectNode described() {
    ObjectNode node = Described.object();
    if (chaos != null) {
      node.set("chaos", FaultOutput.described(chaos.tally()));
    }
    if (calls != null) {
      node.set("calls", CallOutput.described(calls.tallies()));
    }
    return node;
  }
}
