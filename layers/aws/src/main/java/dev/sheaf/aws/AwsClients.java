package dev.sheaf.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK clients of one function, built when first asked for. They take the SDK's standard
 * variables from the map they are given: {@code AWS_ENDPOINT_URL} and its variants for S3, SQS,
 * DynamoDB and EventBridge, {@code AWS_REGION}, and credentials. What the map does not say, the SDK's own default
 * chain does.
 */
public final class AwsClients implements AutoCloseable {
  /** Throttling, conflicts and broken connections are retried this often, with jitter. */
  private static final int MAX_ATTEMPTS = 8;

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final Region REGION_OF_OTHER_ENDPOINTS = Region.US_EAST_1;

  private final Map<String, String> environment;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(CONNECT_TIMEOUT)
          .socketTimeout(SOCKET_TIMEOUT)
          .build();
  private @Nullable S3Client s3;
  private @Nullable SqsClient sqs;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable EventBridgeClient eventBridge;

  public AwsClients(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public synchronized S3Client s3() {
    if (s3 == null) {
      s3 =
          configured(S3Client.builder(), "AWS_ENDPOINT_URL_S3")
              .forcePathStyle(endpoint("AWS_ENDPOINT_URL_S3").isPresent())
              // Some endpoints answer before they have read a body's trailer, and hang up. Whoever
              // writes sends a checksum in a header, or compares the ETag.
              .serviceConfiguration(plain -> plain.chunkedEncodingEnabled(false))
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .build();
    }
    return s3;
  }

  public synchronized SqsClient sqs() {
    if (sqs == null) {
      sqs = configured(SqsClient.builder(), "AWS_ENDPOINT_URL_SQS").build();
    }
    return sqs;
  }

  public synchronized DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = configured(DynamoDbClient.builder(), "AWS_ENDPOINT_URL_DYNAMODB").build();
    }
    return dynamoDb;
  }

  public synchronized EventBridgeClient eventBridge() {
    if (eventBridge == null) {
      eventBridge = configured(EventBridgeClient.builder(), "AWS_ENDPOINT_URL_EVENTBRIDGE").build();
    }
    return eventBridge;
  }

  @Override
  public synchronized void close() {
    if (s3 != null) {
      s3.close();
    }
    if (sqs != null) {
      sqs.close();
    }
    if (dynamoDb != null) {
      dynamoDb.close();
    }
    if (eventBridge != null) {
      eventBridge.close();
    }
    http.close();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
      B builder, String endpointVariable) {
    endpoint(endpointVariable).ifPresent(builder::endpointOverride);
    region(endpointVariable).ifPresent(builder::region);
    credentials().map(StaticCredentialsProvider::create).ifPresent(builder::credentialsProvider);
    return builder
        .httpClient(http)
        .overrideConfiguration(
            configuration ->
                configuration.retryStrategy(
                    retries ->
                        retries
                            .maxAttempts(MAX_ATTEMPTS)
                            .backoffStrategy(BACKOFF)
                            .retryOnException(Failures::isConflict)));
  }

  private Optional<URI> endpoint(String variable) {
    return value(variable)
        .or(() -> value("AWS_ENDPOINT_URL"))
        .map(
            url -> {
              try {
                return URI.create(url);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "environment: %s or AWS_ENDPOINT_URL is '%s': it must be a URL"
                        .formatted(variable, url),
                    e);
              }
            });
  }

  private Optional<Region> region(String endpointVariable) {
    return value("AWS_REGION")
        .or(() -> value("AWS_DEFAULT_REGION"))
        .map(Region::of)
        .or(() -> endpoint(endpointVariable).map(other -> REGION_OF_OTHER_ENDPOINTS));
  }

  private Optional<AwsCredentials> credentials() {
    Optional<String> id = value("AWS_ACCESS_KEY_ID");
    Optional<String> secret = value("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        value("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(
                token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
            .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
