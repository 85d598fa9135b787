package dev.sheaf.local.contract;

import dev.sheaf.local.endpoints.EmbeddedDynamoDb;
import dev.sheaf.local.endpoints.EmbeddedS3;
import dev.sheaf.local.endpoints.EmbeddedSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** Where the contracts are tried, as the SDK's standard variables. */
enum Target {
  /** The endpoints in this JVM; started on first use, they end with it. */
  EMBEDDED {
    @Override
    Map<String, String> environment(Service service) {
      URI endpoint =
          switch (service) {
            case S3 -> Embedded.S3.endpoint();
            case SQS -> Embedded.SQS.endpoint();
            case DYNAMODB -> Embedded.DYNAMODB.endpoint();
          };
      return variables(endpoint, "us-east-1", "local", "local");
    }
  },

  /** What the environment of the build names; skipped if it names nothing. */
  EXTERNAL {
    @Override
    Map<String, String> environment(Service service) {
      return System.getenv();
    }

    @Override
    Optional<String> obstacle(Service service) {
      String variable = "AWS_ENDPOINT_URL_" + service;
      return System.getenv("AWS_ENDPOINT_URL") == null && System.getenv(variable) == null
          ? Optional.of("neither AWS_ENDPOINT_URL nor " + variable + " names an endpoint")
          : Optional.empty();
    }
  },

  /** LocalStack in Docker; classes that use it are skipped without Docker. */
  LOCALSTACK {
    @Override
    Map<String, String> environment(Service service) {
      LocalStackContainer container = LocalStack.CONTAINER;
      return variables(
          container.getEndpoint(),
          container.getRegion(),
          container.getAccessKey(),
          container.getSecretKey());
    }
  };

  /** What a contract needs. */
  enum Service {
    S3,
    SQS,
    DYNAMODB
  }

  abstract Map<String, String> environment(Service service);

  /** Why there is no such endpoint, if there is none. */
  Optional<String> obstacle(Service service) {
    return Optional.empty();
  }

  private static Map<String, String> variables(
      URI endpoint, String region, String accessKey, String secretKey) {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint.toString(),
        "AWS_REGION", region,
        "AWS_ACCESS_KEY_ID", accessKey,
        "AWS_SECRET_ACCESS_KEY", secretKey);
  }

  private static final class Embedded {
    static final EmbeddedS3 S3 = startS3();
    static final EmbeddedSqs SQS = EmbeddedSqs.start();
    static final EmbeddedDynamoDb DYNAMODB = EmbeddedDynamoDb.startInMemory(0);

    private static EmbeddedS3 startS3() {
      try {
        return EmbeddedS3.start(Files.createTempDirectory("sheaf-contract-s3"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class LocalStack {
    static final LocalStackContainer CONTAINER = start();

    private static LocalStackContainer start() {
      LocalStackContainer container =
          new LocalStackContainer(DockerImageName.parse(System.getProperty("localstack.image")))
              .withServices("s3", "sqs", "dynamodb");
      container.start();
      return container;
    }
  }
}
