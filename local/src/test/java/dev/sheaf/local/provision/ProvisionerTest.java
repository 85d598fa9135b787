package dev.sheaf.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.local.template.Samples;
import dev.sheaf.local.template.Template;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ProvisionerTest {
  private final Endpoints endpoints = TestEndpoints.shared();
  private final String stack = TestEndpoints.freshStackName();
  private final Template template = Samples.template(stack, Map.of("VisibilitySeconds", "7"));

  @Test
  void createsQueuesWithTheirAttributes() {
    Deployment deployment = Provisioner.provision(template, endpoints);
    try (SqsClient sqs = endpoints.sqsClient()) {
      var attributes =
          sqs.getQueueAttributes(
                  request ->
                      request
                          .queueUrl(deployment.queueUrl("WorkQueue"))
                          .attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertThat(attributes)
          .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
          .containsEntry(
              QueueAttributeName.QUEUE_ARN,
              "arn:aws:sqs:us-east-1:000000000000:" + stack + "-work");
      assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
          .contains(stack + "-work-dead")
          .contains("5");
    }
  }

  @Test
  void createsTheTableWithItsIndex() {
    Deployment deployment = Provisioner.provision(template, endpoints);
    try (DynamoDbClient dynamoDb = endpoints.dynamoDbClient()) {
      TableDescription table =
          dynamoDb
              .describeTable(request -> request.tableName(deployment.tableName("Table")))
              .table();
      assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
      assertThat(table.globalSecondaryIndexes())
          .extracting(GlobalSecondaryIndexDescription::indexName)
          .containsExactly("open");
    }
  }

  @Test
  void leavesWhatExistsAsItIs() {
    Deployment first = Provisioner.provision(template, endpoints);
    try (S3Client s3 = endpoints.s3Client();
        SqsClient sqs = endpoints.sqsClient()) {
      String lake = first.bucketName("LakeBucket");
      s3.putObject(request -> request.bucket(lake).key("kept"), RequestBody.fromString("x"));
      sqs.sendMessage(request -> request.queueUrl(first.queueUrl("WorkQueue")).messageBody("m"));

      // Another visibility timeout does not stand in the way of an existing queue.
      Deployment second =
          Provisioner.provision(Samples.template(stack, Map.of("BatchSize", "1")), endpoints);

      assertThat(second.queueUrls()).isEqualTo(first.queueUrls());
      assertThat(s3.listObjectsV2(request -> request.bucket(lake)).contents()).hasSize(1);
      assertThat(
              sqs.receiveMessage(request -> request.queueUrl(second.queueUrl("WorkQueue")))
                  .messages())
          .hasSize(1);
    }
  }

  @Test
  void givesEveryFunctionItsEnvironment() {
    Deployment deployment = Provisioner.provision(template, endpoints);
    assertThat(deployment.environment("WorkFunction"))
        .containsAllEntriesOf(endpoints.variables())
        .containsEntry("NEXT", deployment.queueUrl("OrderedQueue"))
        .containsEntry("LAKE", deployment.bucketName("LakeBucket"));
    assertThat(deployment.withVariables(Map.of("MORE", "1")).environment("EchoFunction"))
        .containsEntry("MORE", "1")
        .containsEntry("COMMON", "global");
    assertThatThrownBy(() -> deployment.queueUrl("Nope"))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void readsEndpointsFromTheStandardVariables() {
    assertThat(Endpoints.of(endpoints.variables())).isEqualTo(endpoints);
    assertThat(
            Endpoints.of(
                    Map.of(
                        "AWS_ENDPOINT_URL", "http://localhost:4566",
                        "AWS_ACCESS_KEY_ID", "a",
                        "AWS_SECRET_ACCESS_KEY", "b"))
                .sqs())
        .hasToString("http://localhost:4566");
    assertThatThrownBy(() -> Endpoints.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_ENDPOINT_URL_S3");
  }
}
