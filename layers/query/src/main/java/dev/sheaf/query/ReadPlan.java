package dev.sheaf.query;

/**
 * What a query reads of one snapshot.
 *
 * @param parts of the snapshot
 * @param readParts those that may hold a wanted row
 * @param prunedRowGroups of these parts, row groups that cannot
 * @param bytes that are fetched for the rows
 * @param snapshotBytes of all parts
 */
public record ReadPlan(
    String dataset,
    int version,
    int parts,
    int readParts,
    int prunedRowGroups,
    long bytes,
    long snapshotBytes) {

  static ReadPlan of(PlannedRead read) {
    QueryAnswer.Reading reading = read.reading();
    return new ReadPlan(
        read.snapshot().dataset(),
        read.snapshot().version(),
        read.snapshot().partCount(),
        reading.parts(),
        reading.prunedRowGroups(),
        read.bytes(),
        read.snapshot().bytes());
  }
}
