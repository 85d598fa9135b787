package dev.sheaf.local.endpoints;

import java.net.URI;

/** Where every endpoint listens: nobody outside this machine can reach it. */
final class Loopback {
  static final String HOST = "127.0.0.1";

  /** Asks the operating system for a port that is free. */
  static final int FREE_PORT = 0;

  private static final int HIGHEST_PORT = 65_535;

  private Loopback() {}

  static URI uri(int port) {
    return URI.create("http://%s:%d".formatted(HOST, port));
  }

  static int checkedPort(int port) {
    if (port < FREE_PORT || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "port %d is not between %d (any free port) and %d"
              .formatted(port, FREE_PORT, HIGHEST_PORT));
    }
    return port;
  }
}
