package dev.sheaf.local.provision;

import dev.sheaf.local.template.Bucket;
import dev.sheaf.local.template.LambdaFunction;
import dev.sheaf.local.template.Queue;
import dev.sheaf.local.template.Table;
import dev.sheaf.local.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Creates what is missing of a template's buckets, queues and tables. What exists stays as it is, so
 * it may run at every start, and at any endpoint that speaks the protocols of AWS.
 */
public final class Provisioner {
  private Provisioner() {}

  /**
   * Creates what is missing.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if an endpoint does not answer or
   *     refuses; running it again goes on where it stopped
   */
  public static Deployment provision(Template template, Endpoints endpoints) {
    Map<String, String> buckets = new LinkedHashMap<>();
    Map<String, String> queues = new LinkedHashMap<>();
    Map<String, String> tables = new LinkedHashMap<>();
    try (S3Client s3 = endpoints.s3Client();
        SqsClient sqs = endpoints.sqsClient();
        DynamoDbClient dynamoDb = endpoints.dynamoDbClient()) {
      BucketCreation bucketCreation = new BucketCreation(s3);
      for (Bucket bucket : template.buckets()) {
        buckets.put(bucket.id(), bucketCreation.ensure(bucket));
      }
      QueueCreation queueCreation = new QueueCreation(sqs);
      for (Queue queue : QueueCreation.deadLettersFirst(template.queues())) {
        queues.put(queue.id(), queueCreation.ensure(queue));
      }
      TableCreation tableCreation = new TableCreation(dynamoDb);
      for (Table table : template.tables()) {
        tables.put(table.id(), tableCreation.ensure(table));
      }
    }
    return new Deployment(
        template, endpoints, buckets, queues, tables, environments(template, endpoints, queues));
  }

  private static Map<String, Map<String, String>> environments(
      Template template, Endpoints endpoints, Map<String, String> queueUrls) {
    Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    for (LambdaFunction function : template.functions()) {
      Map<String, String> variables = new LinkedHashMap<>(endpoints.variables());
      variables.putAll(template.environment(function, queueUrls));
      environments.put(function.id(), Map.copyOf(variables));
    }
    return environments;
  }
}
