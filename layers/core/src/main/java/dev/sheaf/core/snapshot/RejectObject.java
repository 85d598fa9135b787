package dev.sheaf.core.snapshot;

/**
 * The object that holds the rejects of a segment.
 *
 * @param key in the lake bucket
 * @param sha256 hexadecimal; empty where a version wrote it that noted none
 */
public record RejectObject(String key, String sha256) {}
