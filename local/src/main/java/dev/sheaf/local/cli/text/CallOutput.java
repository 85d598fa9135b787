package dev.sheaf.local.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.local.calls.Call;
import dev.sheaf.local.calls.CallTally;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The remote calls of a run, for people and for programs. */
public final class CallOutput {
  private CallOutput() {}

  public static void print(PrintStream out, Map<Call, CallTally> tallies) {
    TextTable table = new TextTable("service", "call", "by", "requests", "capacity units");
    tallies.forEach(
        (call, tally) ->
            table.row(
                call.service(),
                call.operation(),
                call.caller(),
                tally.requests(),
                tally.units() == 0 ? "" : String.format(Locale.ROOT, "%.1f", tally.units())));
    table.print(out);
  }

  public static ArrayNode described(Map<Call, CallTally> tallies) {
    ArrayNode calls = Described.object().putArray("calls");
    tallies.forEach(
        (call, tally) ->
            calls
                .addObject()
                .put("service", call.service())
                .put("operation", call.operation())
                .put("caller", call.caller())
                .put("requests", tally.requests())
                .put("units", tally.units()));
    return calls;
  }
}
