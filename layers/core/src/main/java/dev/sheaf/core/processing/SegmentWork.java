package dev.sheaf.core.processing;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.aggregate.HashAggregation;
import dev.sheaf.core.aggregate.StateLayout;
import dev.sheaf.core.aggregate.TooManyGroupsException;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.record.SegmentPlace;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.SegmentRecords;
import dev.sheaf.core.record.SegmentRows;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.row.IdentifiedRows;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.TaskOutput;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.core.transform.TransformedRows;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.core.zone.ZoneMap;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  public SegmentWork(Lake lake, Definitions definitions, Engine engine) {
    this.lake = lake;
    this.definitions = definitions;
    this.engine = engine;
  }

  /**
   * Computes the fact of a task.
   *
   * @param execution a name that no other execution has
   */
  public Fact compute(PlannedRun run, Round round, int task, String execution) {
    Path folder = engine.scratch().resolve(execution);
    try {
      Files.createDirectory(folder);
      return new Execution(run, round, task, execution, folder).fact();
    } catch (IOException e) {
      throw new ScratchFullException(folder, e);
    } finally {
      ScratchFolder.delete(folder);
    }
  }

  /** One execution of a task. */
  private final class Execution {
    private final Round round;
    private final int taskNumber;
    private final String execution;
    private final Path result;
    private final Path rejects;
    private final Plan.Segment segment;
    private final Round.Task task;
    private final PlannedUpload.Readable planned;
    private final Definition definition;
    private final Plan plan;

    Execution(PlannedRun run, Round round, int taskNumber, String execution, Path folder) {
      this.round = round;
      this.taskNumber = taskNumber;
      this.execution = execution;
      this.result = folder.resolve("rows");
      this.rejects = folder.resolve("rejects.ndjson");
      this.task = round.tasks().get(taskNumber);
      this.segment = run.segments().get(task.segment());
      this.planned = run.uploadOf(segment);
      this.plan = run.plan();
      this.definition = definitions.pinned(plan.dataset(), plan.definitionDigest());
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
      return fact(new Fact.Unread(because));
    }

    private Fact fact(Fact.Result result) {
      return new Fact(round.run(), round.number(), taskNumber, execution, result);
    }

    private Fact read() throws IOException {
      Written written;
      ObservedRows rows;
      long end = segment.to() + SegmentReader.LEAD_OUT_BYTES;
      try (ObjectReader content = planned.content().open(lake.store(), end);
          RejectFile rejectFile = new RejectFile(rejects, planned.upload(), segment)) {
        Transform transform = definition.transform();
        if (transform == null) {
          SegmentRecords records = records(content, rejectFile);
          rows = new ObservedRows(records, plan.fingerprintVersion());
          written = written(rows, records, rejectFile);
        } else {
          try (RowTransform compiled = compiled(transform)) {
            SegmentRows transformed = transformed(content, rejectFile, compiled);
            rows =
                new ObservedRows(
                    new IdentifiedRows(transformed, RowSchema.ofUploads(definition)),
                    plan.fingerprintVersion());
            written = written(rows, transformed, rejectFile);
          }
        }
      }
      SegmentOutcome outcome = written.outcome();
      return fact(outcome.failure() == null ? published(written, rows) : failure(outcome));
    }

    /** The file of the task, and what its rows came from. */
    private record Written(SegmentOutcome outcome, @Nullable FooterPlace footer) {}

    /** Takes all rows into the file of the task. */
    private Written written(ObservedRows rows, SegmentRows segmentRows, RejectFile rejectFile) {
      PartWriter writer = engine.writer();
      PartWriter.Provenance from =
          new PartWriter.Provenance(planned.upload().source(), planned.upload().hash());
      Optional<FooterPlace> footer =
          definition
              .integration()
              .match(
                  append -> footer(writer.write(rows, from, result)),
                  replace -> footer(writer.write(rows, from, result)),
                  upsert -> footer(writer.writeSorted(rows, from, upsert.key(), result)),
                  aggregate -> sumUp(rows, StateLayout.of(aggregate.aggregation(), rows.schema())));
      SegmentOutcome outcome = segmentRows.outcome();
      return new Written(
          outcome.withCounts(outcome.counts().withApart(rejectFile.apart())), footer.orElse(null));
    }

    private static Optional<FooterPlace> footer(PartWriter.Written part) {
      return Optional.ofNullable(part.footer());
    }

    /** States have no footer. */
    private Optional<FooterPlace> sumUp(ObservedRows rows, StateLayout layout) {
      HashAggregation states = new HashAggregation(layout, MAX_STATE_BYTES);
      RowBatch batch = new RowBatch(rows.schema());
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        states.add(batch);
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        states.writeTo(out);
        return Optional.empty();
      } catch (IOException e) {
        throw new ScratchFullException(result, e);
      }
    }

    private SegmentRecords records(ObjectReader content, RejectSink rejectSink) {
      SegmentPlace place =
          new SegmentPlace(planned.content().bytes(), segment.from(), segment.to());
      return planned
          .layout()
          .records(
              place, definition, planned.upload().source(), content, task.startState(), rejectSink);
    }

    private RowTransform compiled(Transform transform) {
      RowTransform compiled =
          engine.transforms().compile(RowSchema.parsed(definition), transform.sql());
      if (!compiled.schema().hasColumnsOf(RowSchema.ofUploads(definition))) {
        compiled.close();
        throw new TransformException("it gives other columns than when it was applied");
      }
      return compiled;
    }

    private SegmentRows transformed(
        ObjectReader content, RejectFile rejectFile, RowTransform compiled) {
      return new TransformedRows(
          RowSchema.parsed(definition),
          sink -> records(content, sink),
          compiled,
          definition.integration().key(),
          rejectFile,
          segment.index() == 0
              ? TransformedRows.FirstBatch.CHECKED
              : TransformedRows.FirstBatch.TRUSTED);
    }

    /** Puts rows and rejects into the lake, where there are any. */
    private Fact.Outcome published(Written written, ObservedRows rows) throws IOException {
      SegmentOutcome outcome = written.outcome();
      String rejectsSha256 = outcome.counts().rejects() > 0 ? putRejects() : "";
      ZoneMap zones = rows.zones().withFirst(definition.lookUpColumns());
      if (outcome.counts().rows() == 0) {
        return Fact.Outcome.of(outcome, rows.fingerprint(), zones, 0, "", null, rejectsSha256);
      }
      TaskOutput output = definition.integration().output();
      Lake.Stored stored =
          lake.put(
              plan.results().output(output, round.number(), taskNumber, execution),
              result,
              output.contentType());
      return Fact.Outcome.of(
          outcome,
          rows.fingerprint(),
          zones,
          stored.bytes(),
          stored.sha256(),
          written.footer(),
          rejectsSha256);
    }

    private String putRejects() throws IOException {
      return lake.put(
              plan.results().rejects(round.number(), taskNumber, execution),
              rejects,
              "application/x-ndjson")
          .sha256();
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
