package dev.sheaf.core.intake;

/** What an S3 event names: look at this key. The key is decoded. */
public record ObjectName(String bucket, String key) {}
