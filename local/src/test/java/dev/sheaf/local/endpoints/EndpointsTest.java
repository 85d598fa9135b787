package dev.sheaf.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all endpoints alike. */
class EndpointsTest {
  @TempDir private Path folder;

  enum Kind {
    S3,
    SQS,
    DYNAMODB,
    DYNAMODB_IN_MEMORY;

    Running start(Path folder, int port) {
      return switch (this) {
        case S3 -> {
          EmbeddedS3 s3 = EmbeddedS3.start(folder, port);
          yield new Running(s3::close, s3.port(), s3.endpoint());
        }
        case SQS -> {
          EmbeddedSqs sqs = EmbeddedSqs.start(port);
          yield new Running(sqs::close, sqs.port(), sqs.endpoint());
        }
        case DYNAMODB -> {
          EmbeddedDynamoDb tables = EmbeddedDynamoDb.start(folder, port);
          yield new Running(tables::close, tables.port(), tables.endpoint());
        }
        case DYNAMODB_IN_MEMORY -> {
          EmbeddedDynamoDb tables = EmbeddedDynamoDb.startInMemory(port);
          yield new Running(tables::close, tables.port(), tables.endpoint());
        }
      };
    }

    String shownAs() {
      return this == DYNAMODB || this == DYNAMODB_IN_MEMORY ? "DynamoDB" : name();
    }
  }

  /** Closes without a checked exception. */
  interface Closing {
    void close();
  }

  record Running(Closing closing, int port, URI endpoint) implements AutoCloseable {
    @Override
    public void close() {
      closing.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyTheLoopbackAddressAnswers(Kind kind) throws Exception {
    try (Running running = kind.start(folder, Loopback.FREE_PORT)) {
      assertThat(running.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + running.port()));
      assertThat(answers(InetAddress.getByName("127.0.0.1"), running.port())).isTrue();
      for (InetAddress other : otherAddressesOfThisMachine()) {
        assertThat(answers(other, running.port())).as("%s on %s", kind, other).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aTakenPortIsToldWithARemedy(Kind kind) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> kind.start(folder, port))
          .withMessage(
              "%s cannot listen on 127.0.0.1:%d: the port is taken; stop the program that uses it,"
                  + " or choose another port (0 = any free port)",
              kind.shownAs(), port);
    }
    kind.start(folder, Loopback.FREE_PORT).close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPortOutOfRangeIsRefused(Kind kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.start(folder, 65_536))
        .withMessageContaining("65536");
    assertThatIllegalArgumentException().isThrownBy(() -> kind.start(folder, -1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aGivenPortIsUsedAgainAfterClosing(Kind kind) throws Exception {
    int port;
    try (Running first = kind.start(folder, Loopback.FREE_PORT)) {
      port = first.port();
    }
    try (Running second = kind.start(folder, port)) {
      assertThat(second.port()).isEqualTo(port);
    }
    assertThat(answers(InetAddress.getByName("127.0.0.1"), port)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void closingTwiceIsHarmlessAndLeavesNoThread(Kind kind) throws Exception {
    Set<Thread> before = userThreads();
    Running running = kind.start(folder, Loopback.FREE_PORT);
    running.close();
    running.close();
    Set<Thread> left = userThreads();
    left.removeAll(before);
    assertThat(left).isEmpty();
  }

  @Test
  void aProgramThatClosesThemEndsAndPrintsNothing() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndpointProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ended").isTrue();
      assertThat(Files.readString(output)).isEmpty();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** 127.0.0.2 is this machine too on Linux, and answers to whatever listens on every interface. */
  private static List<InetAddress> otherAddressesOfThisMachine() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    addresses.add(InetAddress.getByName("127.0.0.2"));
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .forEach(addresses::add);
    return addresses;
  }

  private static Set<Thread> userThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }
}
