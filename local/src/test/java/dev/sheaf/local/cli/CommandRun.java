package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.work.UpCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that was run in this process, and what it printed. */
record CommandRun(int status, String out, String err) {

  /** Runs a command as typed. */
  static CommandRun of(String... arguments) {
    return with(Map.of(), () -> {}, arguments);
  }

  /** Runs a command on a store. */
  static CommandRun on(Path store, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--store");
    all.add(store.toString());
    return of(all.toArray(String[]::new));
  }

  static CommandRun with(
      Map<String, String> environment, UpCommand.Stop stop, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Console.Screen.PLAIN,
            "sheaf",
            environment,
            InstantSource.system());
    int status = Sheaf.commandLine(console, stop).execute(arguments);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** All of standard output as one document; fails if there is anything else. */
  JsonNode json() {
    try {
      return Json.mapper()
          .reader()
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(out);
    } catch (java.io.IOException e) {
      throw new AssertionError("not one JSON document: <" + out + "> after " + err, e);
    }
  }

  /** Of {@code run --json}: the only snapshot. */
  JsonNode snapshot() {
    JsonNode snapshots = json().get("snapshots");
    if (snapshots == null || snapshots.size() != 1) {
      throw new AssertionError("not one snapshot: " + out + err);
    }
    return snapshots.get(0);
  }
}
