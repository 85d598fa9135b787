package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.store.UnknownOutcomeException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "500, InternalError",
    "503, SlowDown",
    "400, ThrottlingException",
    "400, ProvisionedThroughputExceededException",
    "409, ConditionalRequestConflict",
    "400, ExpiredTokenException",
    "403, RequestTimeTooSkewed",
  })
  void whatPassesIsTransient(int status, String code) {
    assertThat(Failures.translate("PUT x", answer(status, code)))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith("PUT x: ");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "404, NoSuchBucket",
    "400, ValidationException",
    "400, ResourceNotFoundException",
  })
  void whatSomebodyMustMendIsNot(int status, String code) {
    assertThat(Failures.translate("PUT x", answer(status, code)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("PUT x was refused: ");
  }

  @Test
  void aWriteWithoutAnAnswerHasAnUnknownOutcome() {
    assertThat(Failures.translateUnknown("PUT x", answer(500, "InternalError")))
        .isInstanceOf(UnknownOutcomeException.class)
        .hasMessageContaining("it may have happened");
    assertThat(Failures.translateUnknown("PUT x", answer(403, "AccessDenied")))
        .isNotInstanceOf(TransientException.class);
  }

  @Test
  void aBrokenConnectionIsTransient() {
    SdkException broken =
        SdkClientException.create("unable to execute", new IOException("Error writing body"));

    assertThat(Failures.translate("PUT x", broken)).isInstanceOf(TransientException.class);
  }

  @Test
  void aClientThatCannotWorkIsNot() {
    SdkException unusable = SdkClientException.create("unable to load a region");

    assertThat(Failures.translate("PUT x", unusable)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void resultsAndOtherExceptionsPassThrough() {
    assertThat(Failures.translated("GET x", () -> "result")).isEqualTo("result");
    assertThatThrownBy(
            () ->
                Failures.translated(
                    "GET x",
                    () -> {
                      throw new IllegalArgumentException("ours");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AwsServiceException answer(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .message(code)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .build();
  }
}
