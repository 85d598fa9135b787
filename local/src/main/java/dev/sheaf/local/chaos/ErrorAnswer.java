package dev.sheaf.local.chaos;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Errors as the services answer them. */
final class ErrorAnswer {
  private static final int SERVER_ERROR = 500;
  private static final int BUSY = 503;
  private static final int BAD_REQUEST = 400;
  private static final String S3 = "S3";
  private static final String DYNAMODB = "DynamoDb";

  private ErrorAnswer() {}

  /** Such as {@code S3 GetObject}. */
  static String call(ExecutionAttributes attributes) {
    return service(attributes)
        + " "
        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  /** What the SDK makes of a refusal for asking too often: nothing was done. */
  static AwsServiceException throttling(ExecutionAttributes attributes) {
    return switch (service(attributes)) {
      case S3 -> refused(S3Exception.builder(), BUSY, "SlowDown");
      case DYNAMODB ->
          refused(
              ProvisionedThroughputExceededException.builder(),
              BAD_REQUEST,
              "ProvisionedThroughputExceededException");
      default -> refused(SqsException.builder(), BUSY, "RequestThrottled");
    };
  }

  private static AwsServiceException refused(
      AwsServiceException.Builder exception, int status, String code) {
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode(code).errorMessage("throttled on purpose").build();
    return exception
        .statusCode(status)
        .awsErrorDetails(details)
        .message("throttled on purpose")
        .build();
  }

  /** The head of an error in place of this answer; what was asked for was done. */
  static SdkHttpResponse response(SdkHttpResponse answer, ExecutionAttributes attributes) {
    return answer.toBuilder()
        .statusCode(SERVER_ERROR)
        .putHeader("Content-Length", Integer.toString(body(attributes).length()))
        .removeHeader("x-amz-crc32")
        .build();
  }

  /** The body of that error; ASCII. */
  static String body(ExecutionAttributes attributes) {
    return switch (service(attributes)) {
      case S3 -> "<Error><Code>InternalError</Code><Message>on purpose</Message></Error>";
      case DYNAMODB ->
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"on purpose\"}";
      default -> "{\"__type\":\"com.amazonaws.sqs#InternalError\",\"message\":\"on purpose\"}";
    };
  }

  private static String service(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
  }
}
