package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.local.cli.command.StoreCommand;
import dev.sheaf.local.cli.text.ByteSize;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.OutcomeLog;
import dev.sheaf.local.session.PipelineEvents;
import dev.sheaf.local.session.Ports;
import dev.sheaf.local.session.Serving;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Serves a store. */
@Command(
    name = "up",
    description = {
      "Start S3, SQS and DynamoDB for this store on 127.0.0.1, and load whatever is uploaded to the",
      "landing bucket, until Ctrl-C. Prints shell lines that lead any client there."
    },
    footer = {
      "",
      "Example:",
      "  sheaf up > sheaf.env &",
      "  source sheaf.env; aws s3 cp data.csv s3://$SHEAF_LANDING_BUCKET/orders/shop/data.csv"
    })
public final class UpCommand extends StoreCommand {
  @Option(
      names = "--segment-size",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Bytes per segment: 17, 64KiB, 64MiB (default: by the size of the run).")
  Optional<ByteSize> segmentSize = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Listen on this port and the next two (default: any free ones).")
  Optional<Integer> port = Optional.empty();

  private final Stop stop;

  /** Says when to end. */
  public interface Stop {
    void await() throws InterruptedException;
  }

  public UpCommand(Console console, Stop stop) {
    super(console);
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    SessionRequest request =
        request()
            .withAccess(SessionRequest.Access.SERVE)
            .withPorts(ports())
            .withSegmentBytes(
                segmentSize
                    .map(size -> OptionalLong.of(size.bytes()))
                    .orElse(OptionalLong.empty()));
    try (StoreSession session = StoreSession.open(request);
        OutcomeLog log = OutcomeLog.start(session.catalog(), console)) {
      PipelineEvents events =
          new PipelineEvents(
              log::warn, function -> log.lookSoon(), debug() ? console.err() : Console.nowhere());
      try (Serving serving = session.serve(events, log::arrived)) {
        print(session);
        console.err().println("ready; Ctrl-C ends");
        stop.await();
        console.err().println("stopping");
      }
    }
    return DONE;
  }

  private void print(StoreSession session) {
    Map<String, String> variables = new LinkedHashMap<>(session.variables());
    variables.putAll(session.catalog().resources().variables());
    if (common.json) {
      ObjectNode document = Described.object();
      variables.forEach(document::put);
      console.json(document);
    } else {
      variables.forEach((name, value) -> console.out().printf("export %s=%s%n", name, value));
    }
    console.out().flush();
  }

  private Ports ports() {
    try {
      return port.map(Ports::from).orElse(Ports.FREE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
