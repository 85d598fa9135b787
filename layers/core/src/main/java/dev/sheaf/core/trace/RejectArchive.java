package dev.sheaf.core.trace;

import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.framing.Span;
import dev.sheaf.core.framing.Tiling;
import dev.sheaf.core.framing.TilingVerdict;
import dev.sheaf.core.record.RawRejects;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.reject.RejectDecoder;
import dev.sheaf.core.reject.RejectRecord;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.FactBook;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.upload.Content;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rejects that runs left in the lake, whatever became of the uploads. */
public final class RejectArchive {
  private final Lake lake;
  private final RunDocuments documents;
  private final RunTable table;

  public RejectArchive(Lake lake, RunDocuments documents, RunTable table) {
    this.lake = lake;
    this.documents = documents;
    this.table = table;
  }

  /** Takes the rejects one after the other. */
  @FunctionalInterface
  public interface Reader {
    void accept(RejectRecord reject) throws IOException;
  }

  /** An upload's rejects as far as its run has come; none if it is in no run yet. */
  public List<RejectObject> objects(UploadItem record) {
    String run = record.run();
    return run == null
        ? List.of()
        : documents
            .plan(run)
            .map(plan -> factsOf(plan).rejects(segments(plan, record.upload())))
            .orElse(List.of());
  }

  /**
   * Reads rejects in the order of the objects.
   *
   * @throws IllegalStateException if one of the objects is missing, or is not what was written: the lake
   *     is damaged
   */
  public void read(List<RejectObject> objects, Reader reader) throws IOException {
    for (RejectObject object : objects) {
      byte[] lines = lake.require(object.key(), object.sha256());
      int start = 0;
      for (int at = 0; at < lines.length; at++) {
        if (lines[at] == '\n') {
          reader.accept(RejectDecoder.decode(Arrays.copyOfRange(lines, start, at)));
          start = at + 1;
        }
      }
    }
  }

  /**
   * Writes the rejects of one upload as an upload of the same kind; see {@link RawRejects}.
   *
   * @return how many there are; with none, nothing is written
   * @throws NoRawRejectsException if they cannot be had; the message says why and what can be done
   */
  public long writeRaw(UploadItem record, OutputStream target) throws IOException {
    Upload upload = record.upload();
    if (record.run() == null || !record.state().isOutcome()) {
      throw new NoRawRejectsException("%s is still being read".formatted(upload.object().uri()));
    }
    PlannedRun plan = documents.requirePlan(record.run());
    List<Plan.Segment> segments = segments(plan, upload);
    FactBook facts = factsOf(plan);
    if (record.state() != UploadState.LOADED && !areVerified(segments, facts)) {
      throw new NoRawRejectsException(
          "it is not known which records of it are bad, as it could not be read as a whole: %s"
              .formatted(record.reason()));
    }
    List<RejectObject> objects = facts.rejects(segments);
    return objects.isEmpty() ? 0 : write(plan.uploadOf(segments.get(0)), objects, target);
  }

  /**
   * A name for the file of an upload's raw rejects. It is that of the upload with an addition, as an
   * upload of the same key would take the place of the good records; and it tells the format, as the
   * first of a few bad records may not.
   */
  public String rawFileName(UploadItem record) {
    String key = record.upload().object().key();
    String name = key.substring(key.lastIndexOf('/') + 1);
    Optional<Format> told = Format.ofKey(name);
    Optional<Format> read = layout(record).map(UploadLayout::format);
    if (told.isPresent() && read.equals(told)) {
      int dot = name.lastIndexOf('.');
      return name.substring(0, dot) + ".rejects" + name.substring(dot);
    }
    return name + ".rejects" + read.map(format -> "." + format).orElse("");
  }

  private Optional<UploadLayout> layout(UploadItem record) {
    return Optional.ofNullable(record.run())
        .flatMap(run -> documents.requirePlan(run).readable(record.upload()))
        .map(PlannedUpload.Readable::layout);
  }

  private long write(PlannedUpload.Readable upload, List<RejectObject> objects, OutputStream target)
      throws IOException {
    try (Opened opened = new Opened(upload.content())) {
      RawRejects raw = new RawRejects(opened::reader, target);
      raw.begin(upload.layout());
      read(objects, reject -> raw.write(reject.reject()));
      return raw.written();
    } catch (ObjectLostException lost) {
      throw new NoRawRejectsException(
          "%s: what stood before its first record, and records of more than 1 MiB, are kept nowhere else; 'sheaf rejects --json' has the bytes of all others"
              .formatted(lost.getMessage()));
    }
  }

  /** Where records begin is known only once all segments were read and fit together. */
  private static boolean areVerified(List<Plan.Segment> segments, FactBook facts) {
    List<Span> spans = new ArrayList<>();
    for (Plan.Segment segment : segments) {
      facts
          .of(segment)
          .flatMap(Fact::outcome)
          .ifPresent(read -> spans.add(read.span(segment.from(), segment.to())));
    }
    return !segments.isEmpty()
        && spans.size() == segments.size()
        && new Tiling(segments.get(0).from(), segments.get(segments.size() - 1).to(), spans)
                .verdict()
            instanceof TilingVerdict.Verified;
  }

  private FactBook factsOf(PlannedRun plan) {
    return FactBook.soFar(plan, documents, table);
  }

  private static List<Plan.Segment> segments(PlannedRun plan, Upload upload) {
    return plan.segments().stream()
        .filter(segment -> plan.uploadOf(segment).upload().equals(upload))
        .toList();
  }

  /** The upload, opened if and when it is needed. */
  private final class Opened implements AutoCloseable {
    private final Content content;
    private @Nullable ObjectReader reader;

    Opened(Content content) {
      this.content = content;
    }

    ObjectReader reader() {
      ObjectReader open = reader == null ? content.open(lake.store()) : reader;
      reader = open;
      return open;
    }

    @Override
    public void close() {
      if (reader != null) {
        reader.close();
      }
    }
  }
}
