package dev.sheaf.bench.contender;

/**
 * What one process prints as the last line of its output, as JSON.
 *
 * @param cpuSeconds of all threads of the process, start-up included
 * @param peakRssBytes most resident memory, 0 where the system does not tell
 */
public record Report(Answer answer, double cpuSeconds, long peakRssBytes) {}
