package dev.sheaf.core.snapshot;

import dev.sheaf.core.upload.Upload;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long it takes to read the manifest of a snapshot of many parts, each of an upload of its own, and
 * to write that of the next, which has one more; all in memory. A program: it prints a table in
 * Markdown.
 */
final class ManifestSpeed {
  private static final int ROUNDS = 5;

  private ManifestSpeed() {}

  public static void main(String[] arguments) {
    measure(1_000); // The compilers warm up.
    System.out.println("| parts | read by a new process | read again | one more part written |");
    System.out.println("|---:|---:|---:|---:|");
    for (int parts : new int[] {10, 1_000, 10_000, 100_000}) {
      System.out.printf(Locale.ROOT, "| %,d | %s |%n", parts, measure(parts));
    }
  }

  private static String measure(int parts) {
    ManifestHistory history = new ManifestHistory(new Random(parts));
    List<Contribution> contributions = history.contributions();
    List<Part> all = history.parts();
    for (int part = 0; part < parts; part++) {
      Upload upload = history.upload();
      contributions.add(history.contribution(upload, 1, List.of()));
      all.add(history.part(List.of(upload.id())));
    }
    history.commit(contributions, all);
    double cold = Double.MAX_VALUE;
    double warm = Double.MAX_VALUE;
    double write = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      SnapshotRecord head = history.record(history.stored.size());
      ManifestStore manifests = new ManifestStore(history.lake);
      cold = Math.min(cold, millis(() -> manifests.read(head)));
      warm = Math.min(warm, millis(() -> manifests.read(head)));
      write = Math.min(write, millis(history::append));
    }
    return String.format(Locale.ROOT, "%.1f ms | %.1f ms | %.1f ms", cold, warm, write);
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
