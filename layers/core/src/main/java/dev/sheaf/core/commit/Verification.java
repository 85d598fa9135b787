package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.framing.Span;
import dev.sheaf.core.framing.Tiling;
import dev.sheaf.core.framing.TilingVerdict;
import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.FactBook;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.upload.Content;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges a run by its facts, and by nothing else: are all there, do the segments of each upload tile
 * it, do the counts balance, is the share of rejects within bounds. A pure function of the plan and
 * the facts, so whoever asks gets the same answer.
 */
public final class Verification {
  private final RunDocuments documents;
  private final RunTable table;
  private final Definitions definitions;

  public Verification(RunDocuments documents, RunTable table, Definitions definitions) {
    this.documents = documents;
    this.table = table;
    this.definitions = definitions;
  }

  public RunVerdict judge(PlannedRun run) {
    return FactBook.complete(run, documents, table)
        .map(facts -> judge(run, facts))
        .orElseGet(RunVerdict.Incomplete::new);
  }

  private RunVerdict judge(PlannedRun run, FactBook facts) {
    Definition definition = definitions.pinned(run.plan().dataset(), run.plan().definitionDigest());
    Map<Integer, List<Plan.Segment>> segments = new HashMap<>();
    for (Plan.Segment segment : run.segments()) {
      segments.computeIfAbsent(segment.upload(), upload -> new ArrayList<>()).add(segment);
    }
    List<UploadJudge> judges =
        IntStream.range(0, run.plan().uploads().size())
            .mapToObj(
                upload ->
                    new UploadJudge(
                        run.plan(),
                        upload,
                        segments.getOrDefault(upload, List.of()),
                        facts,
                        definition))
            .toList();
    List<Round.Task> repairs = judges.stream().flatMap(judge -> judge.repairs().stream()).toList();
    if (repairs.isEmpty()) {
      return new RunVerdict.Complete(run, judges.stream().map(UploadJudge::result).toList());
    }
    if (facts.repaired()) {
      throw new IllegalStateException(
          "run %s asks for a second repair round".formatted(run.plan().run()));
    }
    return new RunVerdict.NeedsRepair(new Round(run.plan().run(), Round.REPAIR, repairs));
  }

  /** Judges one upload. */
  private record UploadJudge(
      Plan plan, int index, List<Plan.Segment> segments, FactBook facts, Definition definition) {

    List<Round.Task> repairs() {
      return planned()
          .match(
              readable -> unread().isPresent() ? List.of() : redos(readable.content()),
              refused -> List.of());
    }

    private List<Round.Task> redos(Content content) {
      return verdict(content)
          .match(
              verified -> List.of(),
              repair ->
                  repair.redos().stream()
                      .map(
                          redo ->
                              new Round.Task(
                                  segments.get(redo.index()).number(), redo.startState()))
                      .toList(),
              failed -> List.of(),
              broken -> List.of());
    }

    UploadResult result() {
      return planned()
          .match(
              readable -> unread().map(this::notLoaded).orElseGet(() -> result(readable.content())),
              refused -> notLoaded(refused.refusal()));
    }

    private UploadResult result(Content content) {
      return verdict(content)
          .match(
              verified -> loaded(),
              repair -> {
                throw new IllegalStateException("repairs come first: " + repair);
              },
              failed -> notLoaded(outcome(segments.get(failed.indexes().get(0)))),
              broken -> refused("its segments contradict each other: " + broken.reason()));
    }

    private PlannedUpload planned() {
      return plan.uploads().get(index);
    }

    /** What becomes of the upload by a segment whose bytes were not read to the end. */
    private Optional<UploadOutcome> unread() {
      return segments.stream()
          .map(segment -> fact(segment).result())
          .flatMap(
              result ->
                  result.<Stream<UploadOutcome>>match(
                      outcome -> Stream.empty(),
                      failure -> Stream.empty(),
                      unread -> Stream.of(unread.outcome())))
          .findFirst();
    }

    private TilingVerdict verdict(Content content) {
      long dataStart = segments.isEmpty() ? content.bytes() : segments.get(0).from();
      return new Tiling(dataStart, content.bytes(), segments.stream().map(this::span).toList())
          .verdict();
    }

    private Span span(Plan.Segment segment) {
      return fact(segment)
          .result()
          .match(
              outcome -> outcome.span(segment.from(), segment.to()),
              failure -> failure.span(segment.from(), segment.to()),
              unread -> {
                throw new IllegalStateException("not read: " + segment);
              });
    }

    private UploadResult loaded() {
      List<Part> objects = new ArrayList<>();
      Counts counts = Counts.NONE;
      for (Plan.Segment segment : segments) {
        Fact fact = fact(segment);
        Fact.Outcome outcome =
            fact.outcome().orElseThrow(() -> new IllegalStateException("not read: " + segment));
        if (!outcome.counts().balance()) {
          return refused(
              "%s: its segment at byte %d does not balance: %s; this is a defect of Sheaf"
                  .formatted(planned().upload().object().uri(), segment.from(), outcome.counts()));
        }
        counts = counts.plus(outcome.counts());
        if (outcome.counts().rows() > 0) {
          objects.add(object(fact, outcome));
        }
      }
      Optional<String> tooManyRejects = new RejectBound(definition, counts).refusal();
      if (tooManyRejects.isPresent()) {
        return refused("%s: %s".formatted(planned().upload().object().uri(), tooManyRejects.get()));
      }
      return new UploadResult.Loaded(
          new LiveUpload(
              Contribution.of(
                  planned().upload(),
                  planned().attempt(),
                  plan.run(),
                  counts,
                  facts.rejects(segments)),
              objects,
              plan.definitionDigest()));
    }

    private Part object(Fact fact, Fact.Outcome outcome) {
      return new Part(
          plan.results()
              .output(
                  definition.integration().output(), fact.round(), fact.task(), fact.execution()),
          outcome.partBytes(),
          outcome.counts().rows(),
          outcome.partSha256(),
          outcome.fingerprint(),
          List.of(planned().upload().id()),
          outcome.zones(),
          null,
          outcome.footer(),
          plan.fingerprintVersion());
    }

    private UploadResult notLoaded(UploadOutcome outcome) {
      return new UploadResult.NotLoaded(planned().upload(), outcome);
    }

    private UploadResult refused(String reason) {
      return notLoaded(UploadOutcome.refused(reason));
    }

    private UploadOutcome outcome(Plan.Segment segment) {
      return fact(segment)
          .uploadOutcome()
          .orElseThrow(() -> new IllegalStateException("read without fault: " + segment));
    }

    private Fact fact(Plan.Segment segment) {
      return facts
          .of(segment)
          .orElseThrow(() -> new IllegalStateException("no fact of segment " + segment));
    }
  }
}
