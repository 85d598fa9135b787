package dev.sheaf.local.cli.text;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.snapshot.Manifest;
import java.io.PrintStream;
import java.util.Locale;

/** A snapshot in a few lines. */
public final class Summary {
  private Summary() {}

  public static void print(PrintStream out, Manifest manifest) {
    Counts counts = manifest.counts();
    out.printf("%s version %d%n", manifest.dataset(), manifest.version());
    out.printf(
        Locale.ROOT,
        "  rows         %s of %,d records; %,d rejects, %,d filtered%n",
        rows(manifest.rows(), counts.rows()),
        counts.records(),
        counts.rejects(),
        counts.filtered());
    out.printf(
        Locale.ROOT,
        "  parts        %,d, %s, of %,d uploads%n",
        manifest.parts().size(),
        ByteSize.text(manifest.bytes()),
        manifest.contributions().size());
    out.printf("  fingerprint  %s%n", manifest.fingerprint());
  }

  /** Those of the snapshot, and how many of uploads they came from where these are more. */
  private static String rows(long rows, long loaded) {
    return rows == loaded
        ? String.format(Locale.ROOT, "%,d", rows)
        : String.format(Locale.ROOT, "%,d, from %,d", rows, loaded);
  }
}
