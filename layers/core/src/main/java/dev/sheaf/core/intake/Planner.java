package dev.sheaf.core.intake;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.inference.TypeInference;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.run.Candidates;
import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.upload.Content;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.List;
import java.util.function.Function;

/** Looks into uploads to find out how they are to be read, for the plan of a run. */
public final class Planner {
  private final ObjectStore store;
  private final long segmentBytes;

  /**
   * @param segmentBytes size of a segment; 0: by the size of the run
   */
  public Planner(ObjectStore store, long segmentBytes) {
    if (segmentBytes < 0) {
      throw new IllegalArgumentException("segments of %d bytes".formatted(segmentBytes));
    }
    this.store = store;
    this.segmentBytes = segmentBytes;
  }

  /** A definition made from what the upload shows, or why it shows none. */
  Looked<Definition> infer(Upload upload) {
    return look(upload, TypeInference::infer);
  }

  /** The same of an upload of a dataset that has a definition, read as its source says. */
  Looked<Definition> infer(Upload upload, Definition known) {
    return look(
        upload,
        (named, bytes, content) ->
            TypeInference.infer(named, known.source(named.source()), bytes, content));
  }

  /** The size of the segments of some uploads. */
  long segmentBytes(List<Candidates.Candidate> uploads) {
    long totalBytes =
        uploads.stream().mapToLong(claimed -> claimed.upload().object().sizeBytes()).sum();
    return segmentBytes == 0 ? Cuts.segmentBytes(totalBytes) : segmentBytes;
  }

  /** What a look into an upload gave: a value, or the outcome of an upload that cannot be read. */
  sealed interface Looked<T> {
    /** What belongs to the kind of answer that this is. */
    <R> R match(Function<T, R> found, Function<UploadOutcome, R> notReadable);

    record Found<T>(T value) implements Looked<T> {
      @Override
      public <R> R match(Function<T, R> found, Function<UploadOutcome, R> notReadable) {
        return found.apply(value);
      }
    }

    record NotReadable<T>(UploadOutcome outcome) implements Looked<T> {
      @Override
      public <R> R match(Function<T, R> found, Function<UploadOutcome, R> notReadable) {
        return notReadable.apply(outcome);
      }
    }
  }

  /** How an upload is read, or why it cannot be. */
  PlannedUpload planned(Candidates.Candidate claimed, Definition definition) {
    Upload upload = claimed.upload();
    int attempt = claimed.attempt();
    Looked<UploadLayout> looked =
        look(upload, (named, bytes, content) -> layout(named, bytes, content, definition));
    return looked.match(
        layout -> new PlannedUpload.Readable(upload, attempt, layout),
        outcome -> new PlannedUpload.Refused(upload, attempt, outcome));
  }

  private static UploadLayout layout(
      Upload upload, long contentBytes, ObjectReader content, Definition definition) {
    UploadLayout layout =
        LayoutDetector.detect(
            Head.read(content, contentBytes),
            definition.source(upload.source()),
            upload.object().key(),
            definition.columns().stream().map(Column::name).toList());
    layout.requireFit(definition, upload.source());
    return layout;
  }

  /** A look into the content of an upload. */
  private interface Look<T> {
    T into(Upload upload, long contentBytes, ObjectReader content);
  }

  private <T> Looked<T> look(Upload upload, Look<T> look) {
    Content content = Content.of(upload);
    try (ObjectReader reader = content.open(store)) {
      return new Looked.Found<>(look.into(upload, content.bytes(), reader));
    } catch (UploadRefusedException refused) {
      return new Looked.NotReadable<>(
          UploadOutcome.refused(upload.object().uri() + ": " + refused.getMessage()));
    } catch (ObjectLostException lost) {
      return new Looked.NotReadable<>(UploadOutcome.of(lost));
    }
  }
}
