package dev.sheaf.local.endpoints;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The real SDK clients, pointed at an endpoint. */
final class Clients {
  static final AwsCredentials ANY = AwsBasicCredentials.create("any", "thing");

  private Clients() {}

  static S3Client s3(URI endpoint) {
    return s3(endpoint, ANY, UrlConnectionHttpClient.create());
  }

  static S3Client s3(URI endpoint, AwsCredentials credentials, SdkHttpClient http) {
    // What comes behind the body would be sent after s3proxy has answered and hung up; the SDK
    // would
    // send it all again, and find its own object.
    return at(endpoint, credentials, S3Client.builder().httpClient(http).forcePathStyle(true))
        .serviceConfiguration(plain -> plain.chunkedEncodingEnabled(false))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .build();
  }

  static SqsClient sqs(URI endpoint) {
    return at(endpoint, ANY, SqsClient.builder().httpClient(UrlConnectionHttpClient.create()))
        .build();
  }

  static DynamoDbClient dynamoDb(URI endpoint) {
    return dynamoDb(endpoint, ANY, Region.US_EAST_1);
  }

  static DynamoDbClient dynamoDb(URI endpoint, AwsCredentials credentials, Region region) {
    return at(
            endpoint,
            credentials,
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()))
        .region(region)
        .build();
  }

  /** Runs all at the same moment and returns what each gave. */
  static <T> List<T> race(int racers, Callable<T> run) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    CountDownLatch ready = new CountDownLatch(racers);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        running.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return run.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(
      URI endpoint, AwsCredentials credentials, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }
}
