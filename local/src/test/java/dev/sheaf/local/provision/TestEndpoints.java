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
  private static final EmbeddedS3 S3 = startS3();
  private static final Endpoints SHARED = start();

  private TestEndpoints() {}

  public static Endpoints shared() {
    return SHARED;
  }

  public static String freshStackName() {
    return "t" + STACKS.incrementAndGet();
  }

  /** The server behind {@link #shared}. */
  public static EmbeddedS3 s3() {
    return S3;
  }

  private static Endpoints start() {
    return Endpoints.local(
        S3.endpoint(),
        EmbeddedSqs.start().endpoint(),
        EmbeddedDynamoDb.startInMemory(0).endpoint());
  }

  private static EmbeddedS3 startS3() {
    try {
      return EmbeddedS3.start(Files.createTempDirectory(Path.of("target"), "endpoints"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
