package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class AwsClientsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
          "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324",
          "AWS_REGION", "ap-northeast-2",
          "AWS_ACCESS_KEY_ID", "id",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "token");

  @Test
  void endpointsAndRegionComeFromTheMap() {
    try (AwsClients clients = new AwsClients(ENVIRONMENT)) {
      assertThat(clients.sqs().serviceClientConfiguration().endpointOverride())
          .hasValue(URI.create("http://127.0.0.1:9324"));
      assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
          .hasValue(URI.create("http://127.0.0.1:4566"));
      assertThat(clients.dynamoDb().serviceClientConfiguration().region())
          .isEqualTo(Region.AP_NORTHEAST_2);
    }
  }

  @Test
  void bucketsAreInThePathOfAnotherEndpoint() {
    try (AwsClients clients = new AwsClients(ENVIRONMENT)) {
      assertThat(clients.s3().utilities().getUrl(url -> url.bucket("lake").key("k")))
          .hasToString("http://127.0.0.1:4566/lake/k");
    }
  }

  @Test
  void bucketsAreInTheHostOfAws() {
    try (AwsClients clients = new AwsClients(Map.of("AWS_REGION", "eu-west-1"))) {
      assertThat(clients.s3().utilities().getUrl(url -> url.bucket("lake").key("k")))
          .hasToString("https://lake.s3.eu-west-1.amazonaws.com/k");
    }
  }

  @Test
  void anotherEndpointNeedsNoRegion() {
    Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
    try (AwsClients clients = new AwsClients(environment)) {
      assertThat(clients.s3().serviceClientConfiguration().region()).isEqualTo(Region.US_EAST_1);
    }
  }

  @Test
  void aClientIsBuiltOnce() {
    try (AwsClients clients = new AwsClients(ENVIRONMENT)) {
      assertThat(clients.s3()).isSameAs(clients.s3());
      assertThat(clients.sqs()).isSameAs(clients.sqs());
      assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb());
    }
  }

  @Test
  void aMalformedEndpointIsNamed() {
    try (AwsClients clients = new AwsClients(Map.of("AWS_ENDPOINT_URL_S3", "local host"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(clients::s3)
          .withMessageContaining("AWS_ENDPOINT_URL_S3")
          .withMessageContaining("'local host'");
    }
  }
}
