package dev.sheaf.core.intake;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.inference.TypeInference;
import dev.sheaf.core.record.ColumnMapping;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.run.Candidates;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** Looks into uploads to find out how they are to be read, and makes the plan of a run. */
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

  Plan plan(String run, Definition definition, List<Candidates.Candidate> uploads) {
    long totalBytes =
        uploads.stream().mapToLong(claimed -> claimed.upload().object().sizeBytes()).sum();
    return new Plan(
        run,
        definition.dataset(),
        definition.digest(),
        segmentBytes == 0 ? Cuts.segmentBytes(totalBytes) : segmentBytes,
        uploads.stream()
            .sorted(Comparator.comparing(Candidates.Candidate::upload))
            .map(claimed -> planned(claimed, definition))
            .toList());
  }

  /** What a look into an upload gave: a value, or the outcome of an upload that cannot be read. */
  sealed interface Looked<T> {
    record Found<T>(T value) implements Looked<T> {}

    record NotReadable<T>(UploadOutcome outcome) implements Looked<T> {}
  }

  private Plan.PlannedUpload planned(Candidates.Candidate claimed, Definition definition) {
    Upload upload = claimed.upload();
    int attempt = claimed.attempt();
    Looked<UploadLayout> looked =
        look(upload, (named, object) -> layout(named, object, definition));
    if (looked instanceof Looked.NotReadable<UploadLayout> not) {
      return new Plan.PlannedUpload(upload, attempt, null, not.outcome());
    }
    return new Plan.PlannedUpload(
        upload, attempt, ((Looked.Found<UploadLayout>) looked).value(), null);
  }

  private static UploadLayout layout(Upload upload, ObjectReader object, Definition definition) {
    UploadLayout layout =
        LayoutDetector.detect(
            Head.read(object, upload.object().sizeBytes()),
            definition.source(upload.source()),
            upload.object().key(),
            definition.columns().stream().map(Column::name).toList());
    if (layout.format() == Format.CSV) {
      ColumnMapping.of(definition, upload.source()).columnsOf(layout.header());
    }
    return layout;
  }

  private <T> Looked<T> look(Upload upload, BiFunction<Upload, ObjectReader, T> with) {
    try (ObjectReader object = store.open(upload.object())) {
      return new Looked.Found<>(with.apply(upload, object));
    } catch (UploadRefusedException refused) {
      return new Looked.NotReadable<>(
          UploadOutcome.refused(upload.object().uri() + ": " + refused.getMessage()));
    } catch (ObjectLostException lost) {
      return new Looked.NotReadable<>(UploadOutcome.of(lost));
    }
  }
}
