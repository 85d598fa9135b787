package dev.sheaf.core.snapshot;

/**
 * The object that holds the exact states of an aggregate's groups.
 *
 * @param key in the lake bucket
 * @param sha256 hexadecimal
 */
public record StateObject(String key, long bytes, String sha256) {}
