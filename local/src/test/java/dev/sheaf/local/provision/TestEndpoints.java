package dev.sheaf.local.provision;

import dev.sheaf.local.endpoints.EmbeddedDynamoDb;
import dev.sheaf.local.endpoints.EmbeddedS3;
import dev.sheaf.local.endpoints.EmbeddedSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Embedded endpoints, started once for all tests; stack names keep the tests apart. */
public final class TestEndpoints {
  private static final AtomicInteger STACKS = new AtomicInteger();
  private static final Endpoints SHARED = start();

  private TestEndpoints() {}

  public static Endpoints shared() {
    return SHARED;
  }

  public static String freshStackName() {
    return "t" + STACKS.incrementAndGet();
  }

  private static Endpoints start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "endpoints");
      return Endpoints.local(
          EmbeddedS3.start(folder).endpoint(),
          EmbeddedSqs.start().endpoint(),
          EmbeddedDynamoDb.startInMemory(0).endpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
