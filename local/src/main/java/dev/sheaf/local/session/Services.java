package dev.sheaf.local.session;

/** The endpoints that a command needs. */
public enum Services {
  /** S3 and DynamoDB: enough to read what is there. */
  STORAGE,
  /** The queues too: enough to create what the template names, and to load uploads. */
  ALL
}
