package dev.sheaf.local.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process that has a store open.
 *
 * @param command for people: what it was started as
 * @param formatVersion of the store, as that process writes it
 * @param endpoints by service ({@code s3}, {@code sqs}, {@code dynamodb}), for others to attach to
 * @param since when it opened the store
 */
public record Holder(
    long pid, String command, int formatVersion, Map<String, URI> endpoints, Instant since) {

  /** A process cannot have opened a store before it started; clocks are this exact at least. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  public Holder {
    requireNonNull(command);
    requireNonNull(since);
    endpoints = Map.copyOf(new TreeMap<>(endpoints));
  }

  /** Whether its process runs: a number alone may have been given to another process since. */
  @JsonIgnore
  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(started -> started.minus(CLOCK_SLACK).isBefore(since))
                    .orElse(true))
        .orElse(false);
  }
}
