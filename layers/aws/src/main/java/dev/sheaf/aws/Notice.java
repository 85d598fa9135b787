package dev.sheaf.aws;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sheaf.core.json.Json;

/**
 * Something rare that a person should hear of, as a line of the log. The deployment counts these lines
 * by the name of the notice, and raises alarms.
 */
public enum Notice {
  /** Two executions of one task came to different results: a defect of Sheaf. */
  CONTRADICTED_TASK,
  /** A task was given up, so that its upload is refused. */
  GIVEN_UP_TASK,
  /** The S3 event of an upload was lost; comparing found it. */
  MISSED_UPLOAD,
  /** A snapshot was given up, since the definition does not retain it. */
  EXPIRED_SNAPSHOT,
  /** An object that nothing referred to was removed. */
  REMOVED_ORPHAN;

  /**
   * Logs it.
   *
   * @param about what it happened to
   */
  public void log(LambdaLogger log, String about) {
    log.log(
        Json.mapper().createObjectNode().put("notice", name()).put("about", about)
            + System.lineSeparator());
  }
}
