package dev.sheaf.local.load;

import dev.sheaf.core.reject.RecordRule;
import dev.sheaf.core.reject.RejectRecord;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.trace.RejectArchive;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.value.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first reject of each kind that an upload was refused for, in words. */
final class FirstRejects {
  private static final int MOST = 3;

  /** So many characters of a value are shown. */
  private static final int LONGEST = 60;

  private final RejectArchive archive;

  FirstRejects(RejectArchive archive) {
    this.archive = archive;
  }

  /** At most three, of different columns or rules; none unless it is refused and has rejects. */
  List<String> of(UploadItem upload, Optional<Counts> counts) {
    boolean has = counts.map(Counts::rejects).orElse(0L) > 0;
    if (upload.state() != UploadState.REFUSED || !has) {
      return List.of();
    }
    Found found = new Found();
    try {
      for (RejectObject object : archive.objects(upload)) {
        if (found.isFull()) {
          break;
        }
        archive.read(List.of(object), found::take);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a reader that only collects", e);
    }
    return found.lines;
  }

  private record Kind(String column, String rule) {}

  /** What was found so far. */
  private static final class Found {
    private final Set<Kind> kinds = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    void take(RejectRecord record) {
      for (Violation violation : record.reject().violations()) {
        if (!isFull()
            && !RecordRule.isApart(violation)
            && kinds.add(new Kind(violation.column(), violation.rule()))) {
          lines.add(
              "at byte %d: %s'%s' %s"
                  .formatted(
                      record.reject().offset(),
                      violation.column().isEmpty() ? "" : "column " + violation.column() + ": ",
                      shortened(violation.value()),
                      violation.message()));
        }
      }
    }

    private static String shortened(String value) {
      int shown =
          value.offsetByCodePoints(0, Math.min(LONGEST, value.codePointCount(0, value.length())));
      return shown == value.length() ? value : value.substring(0, shown) + "...";
    }

    boolean isFull() {
      return lines.size() == MOST;
    }
  }
}
