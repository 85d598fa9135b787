package dev.sheaf.core.intake;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.run.Candidates;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunStep;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes uploads into runs. An event says only where to look; what is there, S3 says; who gets it,
 * the claims decide. Any step may be repeated by anyone.
 */
public final class Intake {
  /** The dataset under which uploads are listed whose key names none. */
  public static final String UNFILED = "unfiled";

  private final ObjectStore store;
  private final RunTable table;
  private final Snapshots snapshots;
  private final RunDocuments documents;
  private final Definitions definitions;
  private final Planner planner;
  private final Dispatch dispatch;
  private final RunLog log;
  private final InstantSource clock;

  public Intake(
      ObjectStore store,
      RunTable table,
      Snapshots snapshots,
      RunDocuments documents,
      Definitions definitions,
      Planner planner,
      Dispatch dispatch,
      RunLog log,
      InstantSource clock) {
    this.store = store;
    this.table = table;
    this.snapshots = snapshots;
    this.documents = documents;
    this.definitions = definitions;
    this.planner = planner;
    this.dispatch = dispatch;
    this.log = log;
    this.clock = clock;
  }

  /** Takes up the objects that an event names: one run per dataset that admits on upload. */
  public void admit(List<ObjectName> names) {
    byDataset(names.stream().flatMap(name -> sight(name).stream()).toList()).forEach(this::admit);
  }

  /** Takes up all uploads that wait: the schedule of datasets that are admitted by schedule. */
  public void admitWaiting() {
    byDataset(table.waitingUploads().stream().map(UploadItem::upload).toList())
        .forEach(this::admitNow);
  }

  /**
   * Takes up uploads that no run has, that were there before a moment, and that wait for no
   * schedule: whoever saw them first was interrupted.
   */
  public void admitStranded(Instant before) {
    byDataset(
            table.waitingUploads().stream()
                .map(UploadItem::upload)
                .filter(upload -> upload.object().lastModified().isBefore(before))
                .toList())
        .forEach(this::admit);
  }

  /**
   * Takes uploads that have an outcome into a new run, under the current definition. Of a dataset
   * with more than {@link Candidates#MAX_UPLOADS}, several runs. Where the dataset has no
   * definition, since it was forgotten, one is inferred from them.
   *
   * @return the runs
   * @throws IllegalArgumentException if the dataset has no definition, and none can be inferred
   */
  public List<String> reload(String dataset, List<UploadItem> uploads) {
    Definition definition =
        definition(dataset, uploads.stream().map(UploadItem::upload).sorted().toList())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "dataset %s is not defined, and no definition can be inferred from the uploads"
                            .formatted(dataset)));
    FingerprintVersion version =
        isAll(dataset, uploads) ? FingerprintVersion.NEWEST : fingerprintVersion(dataset);
    return runsOf(uploads).stream().map(some -> form(definition, version, some)).toList();
  }

  /** That of HEAD, so that the fingerprints of new rows can be added to it. */
  private FingerprintVersion fingerprintVersion(String dataset) {
    return snapshots
        .find(dataset, new SnapshotChoice.Newest())
        .map(SnapshotRecord::fingerprintVersion)
        .orElse(FingerprintVersion.NEWEST);
  }

  /**
   * Whether one run takes the place of all that there is, so that nothing must be added to HEAD.
   */
  private boolean isAll(String dataset, List<UploadItem> uploads) {
    Set<Upload> loaded = uploads.stream().map(UploadItem::upload).collect(Collectors.toSet());
    return uploads.size() <= Candidates.MAX_UPLOADS
        && snapshots.head(dataset).stream()
            .flatMap(head -> head.contributions().stream())
            .allMatch(one -> loaded.contains(one.upload()));
  }

  /** As many uploads together as one run takes. */
  private static List<List<UploadItem>> runsOf(List<UploadItem> uploads) {
    List<List<UploadItem>> runs = new ArrayList<>();
    for (int from = 0; from < uploads.size(); from += Candidates.MAX_UPLOADS) {
      runs.add(uploads.subList(from, Math.min(uploads.size(), from + Candidates.MAX_UPLOADS)));
    }
    return runs;
  }

  private void admit(String dataset, List<Upload> uploads) {
    boolean waits =
        definitions.current(dataset).stream()
            .anyMatch(known -> known.admission() == Definition.Admission.SCHEDULED);
    if (!waits) {
      admitNow(dataset, uploads);
    }
  }

  private void admitNow(String dataset, List<Upload> uploads) {
    // Runs first: a repeated event continues its run instead of making a second one of the rest.
    new TreeSet<>(
            records(uploads).stream()
                .filter(record -> record.state() == UploadState.IN_RUN)
                .map(UploadItem::run)
                .toList())
        .forEach(run -> resume(dataset, run));
    List<UploadItem> seen =
        records(uploads).stream()
            .filter(record -> record.state() == UploadState.SEEN)
            .filter(record -> isCandidate(record.upload()))
            .toList();
    runsOf(seen).forEach(some -> form(dataset, some));
  }

  private List<UploadItem> records(List<Upload> uploads) {
    return uploads.stream().flatMap(upload -> table.upload(upload).stream()).toList();
  }

  /** Records an object as an upload; what can never be loaded is refused at once. */
  private Optional<Upload> sight(ObjectName name) {
    Optional<Upload> seen = store.head(name.bucket(), name.key()).map(Intake::upload);
    seen.ifPresent(table::putUpload);
    return seen.filter(this::isCandidate);
  }

  private static Upload upload(ObjectVersion object) {
    return LandingKey.tryParse(object.key())
        .map(key -> new Upload(object, key.dataset(), key.source()))
        .orElseGet(() -> new Upload(object, UNFILED, LandingKey.DEFAULT_SOURCE));
  }

  /** Refuses an upload that can never be loaded. Whoever saw it may have died before he did so. */
  private boolean isCandidate(Upload upload) {
    Optional<String> obstacle = obstacle(upload.object());
    obstacle.ifPresent(reason -> table.settleUnclaimed(upload, UploadOutcome.refused(reason)));
    return obstacle.isEmpty();
  }

  private static Optional<String> obstacle(ObjectVersion object) {
    if (object.key().endsWith("/")) {
      return Optional.of(object.uri() + " is a folder placeholder, not a file");
    }
    if (LandingKey.tryParse(object.key()).isEmpty()) {
      return Optional.of(
          "%s names no dataset: upload it as <dataset>/<source>/<file>, with names of the form [a-z][a-z0-9_]*"
              .formatted(object.uri()));
    }
    if (object.sizeBytes() == 0) {
      return Optional.of(object.uri() + " is empty (0 bytes): upload it again with its content");
    }
    return Optional.empty();
  }

  private void form(String dataset, List<UploadItem> seen) {
    List<Upload> uploads = seen.stream().map(UploadItem::upload).sorted().toList();
    definition(dataset, uploads)
        .ifPresent(definition -> form(definition, fingerprintVersion(dataset), seen));
  }

  private String form(Definition definition, FingerprintVersion version, List<UploadItem> uploads) {
    Candidates candidates =
        new Candidates(
            definition.dataset(),
            definition.digest(),
            version,
            uploads.stream().map(Candidates.Candidate::next).toList());
    documents.putCandidates(candidates);
    table.putRun(RunItem.open(candidates.run(), definition.dataset(), clock.instant()));
    log.note(
        new RunStep.Opened(definition.dataset(), candidates.run(), candidates.uploads().size()));
    resume(definition.dataset(), candidates.run());
    return candidates.run();
  }

  /**
   * The definition of the dataset. Where it has none, one is inferred from the first upload that
   * shows one; those before it, which do not, are refused.
   */
  private Optional<Definition> definition(String dataset, Collection<Upload> uploads) {
    Optional<Definition> known = definitions.current(dataset);
    return (known.isPresent() ? known : inferred(uploads))
        .map(definition -> settled(definition, uploads));
  }

  /** The definition with the types that these uploads are the first to have values for. */
  private Definition settled(Definition known, Collection<Upload> uploads) {
    Definition definition = known;
    for (Upload upload : uploads) {
      if (definition.unsettled().isEmpty()) {
        return definition;
      }
      Optional<Definition> shown =
          planner.infer(upload, definition).match(Optional::of, refused -> Optional.empty());
      if (shown.isPresent()) {
        definition =
            definitions
                .change(
                    definition.dataset(),
                    current ->
                        current
                            .map(there -> there.settledBy(shown.get()))
                            .orElse(shown.get())
                            .following(current, Optional.empty()))
                .now()
                .definition();
      }
    }
    return definition;
  }

  private Optional<Definition> inferred(Collection<Upload> uploads) {
    for (Upload upload : uploads) {
      Optional<Definition> inferred =
          planner
              .infer(upload)
              .match(
                  Optional::of,
                  outcome -> {
                    table.settleUnclaimed(upload, outcome);
                    return Optional.empty();
                  });
      if (inferred.isPresent()) {
        return inferred.map(definitions::putFirst);
      }
    }
    return Optional.empty();
  }

  /** Continues a run from wherever it stands. */
  public void resume(String dataset, String run) {
    boolean open = table.isOpen(dataset, run);
    Optional<PlannedRun> plan = documents.plan(run);
    if (plan.isPresent()) {
      dispatch.missing(plan.get());
    } else if (open) {
      plan(dataset, run);
    } else {
      table.finishRun(dataset, run);
    }
  }

  private void plan(String dataset, String run) {
    Candidates candidates = documents.candidates(run);
    List<Candidates.Candidate> won =
        candidates.uploads().stream()
            .filter(candidate -> table.claim(candidate.upload(), candidate.attempt(), run))
            .toList();
    if (won.isEmpty()) {
      table.closeRun(dataset, run, RunItem.State.EMPTY, "other runs have all of its uploads");
      table.finishRun(dataset, run);
      return;
    }
    Definition definition = definitions.pinned(dataset, candidates.definitionDigest());
    PlannedRun planned =
        documents.putPlan(
            new RunDocuments.PlanTerms(
                run,
                dataset,
                definition.digest(),
                planner.segmentBytes(won),
                candidates.fingerprintVersion()),
            won.stream().sorted(Comparator.comparing(Candidates.Candidate::upload)).toList(),
            candidate -> planner.planned(candidate, definition));
    log.note(
        new RunStep.Planned(
            dataset,
            run,
            planned.plan().uploads().size(),
            planned.segments().size(),
            planned.segments().stream().mapToLong(segment -> segment.to() - segment.from()).sum()));
    dispatch.missing(planned);
  }

  private static Map<String, List<Upload>> byDataset(List<Upload> uploads) {
    return uploads.stream()
        .distinct()
        .collect(Collectors.groupingBy(Upload::dataset, TreeMap::new, Collectors.toList()));
  }
}
