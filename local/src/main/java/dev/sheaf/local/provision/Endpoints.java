package dev.sheaf.local.provision;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Where S3, SQS and DynamoDB are, when they are not AWS's own: embedded, or an emulator. */
public record Endpoints(
    URI s3, URI sqs, URI dynamoDb, String region, String accessKeyId, String secretAccessKey) {

  public Endpoints {
    requireNonNull(s3);
    requireNonNull(sqs);
    requireNonNull(dynamoDb);
    requireNonNull(region);
    requireNonNull(accessKeyId);
    requireNonNull(secretAccessKey);
  }

  /** Endpoints that take any credentials. */
  public static Endpoints local(URI s3, URI sqs, URI dynamoDb) {
    return new Endpoints(s3, sqs, dynamoDb, "us-east-1", "local", "local");
  }

  /**
   * From the SDK's standard variables: {@code AWS_ENDPOINT_URL}, or one per service.
   *
   * @throws IllegalArgumentException if an endpoint, region or key is missing; the message names it
   */
  public static Endpoints of(Map<String, String> environment) {
    return new Endpoints(
        endpoint(environment, "AWS_ENDPOINT_URL_S3"),
        endpoint(environment, "AWS_ENDPOINT_URL_SQS"),
        endpoint(environment, "AWS_ENDPOINT_URL_DYNAMODB"),
        environment.getOrDefault("AWS_REGION", "us-east-1"),
        required(environment, "AWS_ACCESS_KEY_ID"),
        required(environment, "AWS_SECRET_ACCESS_KEY"));
  }

  /** The standard variables that lead any SDK here; functions run with them. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    variables.put("AWS_REGION", region);
    variables.put("AWS_DEFAULT_REGION", region); // all that boto3 and older command lines know
    variables.put("AWS_ACCESS_KEY_ID", accessKeyId);
    variables.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
    return variables;
  }

  /** A client of its own; the caller closes it. */
  public S3Client s3Client() {
    return S3Client.builder()
        .applyMutation(builder -> configure(builder, s3))
        .forcePathStyle(true)
        // As the functions' client: the embedded S3 may hang up before it has read a body's
        // trailer.
        .serviceConfiguration(plain -> plain.chunkedEncodingEnabled(false))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** A client of its own; the caller closes it. */
  public SqsClient sqsClient() {
    return sqsClientBuilder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  /** A client without its HTTP client yet. */
  public SqsClientBuilder sqsClientBuilder() {
    return SqsClient.builder().applyMutation(builder -> configure(builder, sqs));
  }

  /** A client of its own; the caller closes it. */
  public DynamoDbClient dynamoDbClient() {
    return DynamoDbClient.builder()
        .applyMutation(builder -> configure(builder, dynamoDb))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private void configure(AwsClientBuilder<?, ?> builder, URI endpoint) {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    builder.endpointOverride(endpoint).region(Region.of(region)).credentialsProvider(credentials);
  }

  private static URI endpoint(Map<String, String> environment, String name) {
    String common = environment.get("AWS_ENDPOINT_URL");
    String own = environment.get(name);
    if (own == null && common == null) {
      throw new IllegalArgumentException("neither %s nor AWS_ENDPOINT_URL is set".formatted(name));
    }
    return URI.create(own != null ? own : requireNonNull(common));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
