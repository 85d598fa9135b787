package dev.sheaf.core.simulation;

/** What may go wrong. */
enum Fault {
  CRASH_BEFORE_CALL,
  CRASH_AFTER_CALL,
  /** The call failed without effect: throttling, a cancelled transaction. */
  NO_ANSWER_BEFORE_CALL,
  /** The call took effect; its answer is lost. */
  NO_ANSWER_AFTER_CALL,
  STALE_READ,
  /** SendMessageBatch lists some of the messages as failed. */
  PARTIAL_SEND,
  MESSAGE_DOUBLED,
  MESSAGE_LOST,
  /** The work was done, the message was not deleted. */
  ACKNOWLEDGEMENT_LOST,
  /** The message is delivered again while its first consumer is still at work. */
  VISIBILITY_EXPIRED,
  EVENT_DOUBLED,
  EVENT_LOST
}
