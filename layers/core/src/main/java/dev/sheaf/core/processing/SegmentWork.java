package dev.sheaf.core.processing;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.aggregate.HashAggregation;
import dev.sheaf.core.aggregate.StateLayout;
import dev.sheaf.core.aggregate.TooManyGroupsException;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.SegmentRows;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.core.transform.TransformedRows;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.zone.ObservedRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes the fact of one task: reads the segment, writes its rows as a part and its rejects beside
 * it, under keys that no other execution uses.
 */
public final class SegmentWork {
  /** What the groups of one segment may take of the heap, roughly. */
  private static final long MAX_STATE_BYTES = 256L << 20;

  private final Lake lake;
  private final Definitions definitions;
  private final Engine engine;
  private final Supplier<String> attempts;

  /**
   * @param attempts names for attempts, each different from all others
   */
  public SegmentWork(Lake lake, Definitions definitions, Engine engine, Supplier<String> attempts) {
    this.lake = lake;
    this.definitions = definitions;
    this.engine = engine;
    this.attempts = attempts;
  }

  public Fact compute(PlannedRun run, Round round, int task) {
    String attempt = attempts.get();
    Path folder = engine.scratch().resolve(attempt);
    try {
      Files.createDirectory(folder);
      return new Execution(run, round, task, attempt, folder).fact();
    } catch (IOException e) {
      throw new ScratchFullException(folder, e);
    } finally {
      ScratchFolder.delete(folder);
    }
  }

  /** One try at a task. */
  private final class Execution {
    private final Round round;
    private final int task;
    private final String attempt;
    private final Path result;
    private final Path rejects;
    private final Plan.Segment segment;
    private final Round.Task what;
    private final Plan.PlannedUpload planned;
    private final Definition definition;

    Execution(PlannedRun run, Round round, int task, String attempt, Path folder) {
      this.round = round;
      this.task = task;
      this.attempt = attempt;
      this.result = folder.resolve("rows");
      this.rejects = folder.resolve("rejects.ndjson");
      this.what = round.tasks().get(task);
      this.segment = run.segments().get(what.segment());
      this.planned = run.uploadOf(segment);
      this.definition = definitions.pinned(run.plan().dataset(), run.plan().definitionDigest());
    }

    Fact fact() throws IOException {
      try {
        return read();
      } catch (ObjectLostException lost) {
        return unread(UploadOutcome.of(lost));
      } catch (TransformException unfit) {
        return unread(
            UploadOutcome.refused(
                "%s: transform: %s; 'sheaf apply' checks the definition"
                    .formatted(planned.upload().object().uri(), unfit.getMessage())));
      } catch (TooManyGroupsException many) {
        return unread(
            UploadOutcome.refused(
                "%s, bytes %d to %d: %s"
                    .formatted(
                        planned.upload().object().uri(),
                        segment.from(),
                        segment.to(),
                        many.getMessage())));
      }
    }

    private Fact unread(UploadOutcome because) {
      Fact.Failure failure = new Fact.Failure(because, RecordState.RECORD_START, null);
      return new Fact(round.run(), round.number(), task, attempt, null, failure);
    }

    private Fact read() throws IOException {
      SegmentOutcome outcome;
      ObservedRows rows;
      long end = segment.to() + SegmentReader.LEAD_OUT_BYTES;
      try (ObjectReader object = lake.store().open(planned.upload().object(), end);
          RejectFile rejectFile = new RejectFile(rejects, planned.upload(), segment)) {
        Transform transform = definition.transform();
        if (transform == null) {
          SegmentReader reader = reader(object, rejectFile);
          rows = new ObservedRows(reader);
          outcome = written(rows, reader);
        } else {
          try (RowTransform compiled = compiled(transform)) {
            SegmentRows transformed = transformed(object, rejectFile, compiled);
            rows = new ObservedRows(transformed);
            outcome = written(rows, transformed);
          }
        }
      }
      return outcome.failure() == null
          ? new Fact(round.run(), round.number(), task, attempt, published(outcome, rows), null)
          : new Fact(round.run(), round.number(), task, attempt, null, failure(outcome));
    }

    /** Takes all rows into the file of the task: as a part, or summed up for an aggregate. */
    private SegmentOutcome written(ObservedRows rows, SegmentRows segmentRows) throws IOException {
      if (definition.integration() instanceof Integration.Aggregate aggregate) {
        sumUp(rows, StateLayout.of(aggregate.aggregation(), rows.schema()));
      } else {
        writePart(rows);
      }
      return segmentRows.outcome();
    }

    private void writePart(ObservedRows rows) {
      Upload upload = planned.upload();
      PartWriter.Provenance provenance = new PartWriter.Provenance(upload.source(), upload.hash());
      if (key().isEmpty()) {
        engine.writer().write(rows, provenance, result);
      } else {
        engine.writer().writeSorted(rows, provenance, key(), result);
      }
    }

    /** Columns by which an upsert merges; empty in all other modes. */
    private List<String> key() {
      return definition.integration() instanceof Integration.Upsert upsert
          ? upsert.key()
          : List.of();
    }

    private void sumUp(ObservedRows rows, StateLayout layout) throws IOException {
      HashAggregation states = new HashAggregation(layout, MAX_STATE_BYTES);
      RowBatch batch = new RowBatch(rows.schema());
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        states.add(batch);
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        states.writeTo(out);
      }
    }

    private SegmentReader reader(ObjectReader object, RejectSink rejectSink) {
      return new SegmentReader(segmentToRead(), object, what.startState(), rejectSink);
    }

    private RowTransform compiled(Transform transform) {
      RowTransform compiled =
          engine.transforms().compile(RowSchema.parsed(definition), transform.sql());
      if (!compiled.schema().equals(RowSchema.ofUploads(definition))) {
        compiled.close();
        throw new TransformException("it gives other columns than when it was applied");
      }
      return compiled;
    }

    private SegmentRows transformed(
        ObjectReader object, RejectFile rejectFile, RowTransform compiled) {
      return new TransformedRows(
          RowSchema.parsed(definition),
          sink -> reader(object, sink),
          compiled,
          key(),
          rejectFile,
          segment.index() == 0
              ? TransformedRows.FirstBatch.CHECKED
              : TransformedRows.FirstBatch.TRUSTED);
    }

    private SegmentReader.Segment segmentToRead() {
      Upload upload = planned.upload();
      return new SegmentReader.Segment(
          upload.object().sizeBytes(),
          planned.requireLayout(),
          definition,
          upload.source(),
          segment.from(),
          segment.to(),
          SegmentReader.DEFAULT_MAX_RECORD_BYTES);
    }

    /** Puts rows and rejects into the lake, where there are any. */
    private Fact.Outcome published(SegmentOutcome outcome, ObservedRows rows) throws IOException {
      if (outcome.counts().rejects() > 0) {
        lake.put(
            LakeKeys.rejects(round.run(), round.number(), task, attempt),
            new Payload.File(rejects),
            "application/x-ndjson");
      }
      if (outcome.counts().rows() == 0) {
        return Fact.Outcome.of(outcome, rows.fingerprint(), rows.zones(), 0, "");
      }
      lake.put(
          Fact.objectKey(definition, round.run(), round.number(), task, attempt),
          new Payload.File(result),
          definition.integration() instanceof Integration.Aggregate
              ? "application/octet-stream"
              : "application/vnd.apache.parquet");
      return Fact.Outcome.of(
          outcome,
          rows.fingerprint(),
          rows.zones(),
          Files.size(result),
          Digest.ofFile(result).hex());
    }

    private Fact.Failure failure(SegmentOutcome outcome) {
      String uri = planned.upload().object().uri();
      return new Fact.Failure(
          UploadOutcome.refused(uri + ": " + requireNonNull(outcome.failure()).message()),
          outcome.guess(),
          outcome.summary());
    }
  }
}
