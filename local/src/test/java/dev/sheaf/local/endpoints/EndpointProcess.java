package dev.sheaf.local.endpoints;

import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A program that starts all endpoints, uses each, also in ways that are refused, closes them, and returns from main.
 */
final class EndpointProcess {
  private EndpointProcess() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
        EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(folder.resolve("dynamodb"));
        EmbeddedSqs sqs = EmbeddedSqs.start();
        S3Client objects = Clients.s3(s3.endpoint());
        DynamoDbClient items = Clients.dynamoDb(dynamoDb.endpoint());
        SqsClient messages = Clients.sqs(sqs.endpoint())) {
      objects.createBucket(r -> r.bucket("bucket"));
      objects.putObject(r -> r.bucket("bucket").key("key"), RequestBody.fromString("content"));
      refused(
          () ->
              objects.putObject(
                  put -> put.bucket("bucket").key("key").ifNoneMatch("*"), RequestBody.empty()));
      refused(() -> objects.headObject(r -> r.bucket("bucket").key("missing")));
      refused(() -> items.describeTable(r -> r.tableName("missing")));
      refused(() -> EmbeddedSqs.start(s3.port()));
      String queue = messages.createQueue(r -> r.queueName("queue")).queueUrl();
      messages.sendMessage(r -> r.queueUrl(queue).messageBody("body"));
      refused(() -> messages.getQueueUrl(r -> r.queueName("missing")));
    }
  }

  private static void refused(Runnable request) {
    try {
      request.run();
    } catch (SdkServiceException | EndpointException e) {
      return;
    }
    throw new IllegalStateException("accepted what had to be refused");
  }
}
