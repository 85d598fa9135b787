package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads files: definitions first, then the files go to the landing bucket, whoever picks up is told
 * of them, and every upload is followed to its outcome.
 */
public final class Loader {
  private final Catalog catalog;
  private final InstantSource clock;
  private final LoadListener listener;
  private final Reloads reloads;

  /** Takes uploads up again that have an outcome. */
  @FunctionalInterface
  public interface Reloads {
    void reload(String dataset, List<UploadItem> uploads);
  }

  public Loader(Catalog catalog, InstantSource clock, LoadListener listener) {
    this.catalog = catalog;
    this.clock = clock;
    this.listener = listener;
    this.reloads =
        (dataset, uploads) -> {
          throw new IllegalStateException("no reloads of " + dataset);
        };
  }

  /**
   * @param reloads asked for uploads that went with a dataset that was dropped
   */
  public Loader(Catalog catalog, InstantSource clock, LoadListener listener, Reloads reloads) {
    this.catalog = catalog;
    this.clock = clock;
    this.listener = listener;
    this.reloads = reloads;
  }

  /** Whether the schedule that some uploads wait for is run by the one who picks up. */
  public enum Schedule {
    /** By this process: uploads that wait are taken up at once. */
    OURS,
    /** By another process: uploads that wait are left to it. */
    THEIRS
  }

  /**
   * Loads all inputs, and waits.
   *
   * @throws InputException if something cannot be loaded as it is
   * @throws StalledException if the work ended without an outcome
   */
  public LoadReport load(List<DatasetInput> inputs, Pickup pickup, Schedule schedule)
      throws InterruptedException {
    pickup.recover();
    inputs.forEach(this::define);
    List<Delivered> delivered = deliver(inputs);
    List<Upload> uploads = delivered.stream().map(Delivered::upload).toList();
    UploadRecords records = new UploadRecords(catalog.runs());
    Map<String, UploadItem> before = records.of(uploads);
    Map<String, List<UploadItem>> dropped = dropped(uploads, before);
    List<Upload> news =
        uploads.stream()
            .filter(
                upload ->
                    !stateOf(upload, before).map(UploadState::isOutcome).orElse(false)
                        || dropped.containsKey(upload.dataset())
                            && stateOf(upload, before).equals(Optional.of(UploadState.FORGOTTEN)))
            .toList();
    if (!news.isEmpty()) {
      dropped.forEach(reloads::reload);
      announce(uploads, before, pickup);
      RunTally tally = new RunTally(catalog.documents(), catalog.runs());
      new OutcomeWatch(records, tally, listener).await(news, pickup, waiting(inputs, schedule));
    }
    return report(delivered, records.of(uploads), Set.copyOf(news));
  }

  /** Uploads that went with a dataset that was dropped, and are to make a new one now. */
  private Map<String, List<UploadItem>> dropped(
      List<Upload> uploads, Map<String, UploadItem> before) {
    return uploads.stream()
        .filter(upload -> stateOf(upload, before).equals(Optional.of(UploadState.FORGOTTEN)))
        .filter(upload -> catalog.snapshotTable().dropped(upload.dataset()).isPresent())
        .collect(
            Collectors.groupingBy(
                Upload::dataset,
                Collectors.mapping(
                    upload -> Objects.requireNonNull(before.get(upload.id())),
                    Collectors.toList())));
  }

  /**
   * Waits until uploads that runs have got their outcome.
   *
   * @throws StalledException if the work ended without one
   */
  public void await(List<Upload> uploads, Pickup pickup) throws InterruptedException {
    new OutcomeWatch(
            new UploadRecords(catalog.runs()),
            new RunTally(catalog.documents(), catalog.runs()),
            listener)
        .await(uploads, pickup, OutcomeWatch.Waiting.FOR_NOTHING);
  }

  /** New uploads would wait for ever beside rows that do not fit, so that is found out first. */
  private void define(DatasetInput input) {
    String reload = "sheaf reload %s --all".formatted(input.dataset());
    if (input.definition().isPresent()) {
      Definition definition = input.definition().get();
      AppliedDefinition applied =
          AppliedDefinition.fitting(
              catalog,
              definition,
              "to make them anew, 'sheaf apply' it, then '%s'".formatted(reload));
      listener.defined(input.dataset(), applied.change());
    } else {
      catalog
          .definitions()
          .current(input.dataset())
          .ifPresent(
              current ->
                  AppliedDefinition.requireFitting(
                      catalog, current, "'%s' makes them anew".formatted(reload)));
    }
  }

  private List<Delivered> deliver(List<DatasetInput> inputs) {
    Uploader uploader = new Uploader(catalog.clients().s3(), catalog.landing(), clock);
    int files = inputs.stream().mapToInt(input -> input.files().size()).sum();
    List<Delivered> delivered = new ArrayList<>();
    for (DatasetInput input : inputs) {
      boolean known = catalog.definitions().current(input.dataset()).isPresent();
      delivered.addAll(
          uploader.deliver(
              input.files(),
              known ? Uploader.FirstFile.TOGETHER : Uploader.FirstFile.ALONE,
              one -> listener.delivered(one, files)));
    }
    return delivered;
  }

  /** One event with all of them, but for those that a recovered run has: it is under way. */
  private static void announce(
      List<Upload> uploads, Map<String, UploadItem> before, Pickup pickup) {
    pickup.announce(
        uploads.stream()
            .filter(upload -> !stateOf(upload, before).equals(Optional.of(UploadState.IN_RUN)))
            .map(Upload::object)
            .toList());
  }

  private OutcomeWatch.Waiting waiting(List<DatasetInput> inputs, Schedule schedule) {
    boolean scheduled =
        inputs.stream()
            .flatMap(input -> catalog.definitions().current(input.dataset()).stream())
            .anyMatch(definition -> definition.admission() == Definition.Admission.SCHEDULED);
    return scheduled && schedule == Schedule.THEIRS
        ? OutcomeWatch.Waiting.FOR_SCHEDULE
        : OutcomeWatch.Waiting.FOR_NOTHING;
  }

  private static Optional<UploadState> stateOf(Upload upload, Map<String, UploadItem> records) {
    return Optional.ofNullable(records.get(upload.id())).map(UploadItem::state);
  }

  private LoadReport report(
      List<Delivered> delivered, Map<String, UploadItem> records, Set<Upload> news) {
    Map<String, Map<String, RunTally.UploadTally>> tallies = new HashMap<>();
    List<LoadReport.DatasetReport> reports = new ArrayList<>();
    delivered.stream()
        .collect(
            Collectors.groupingBy(
                one -> one.upload().dataset(), java.util.TreeMap::new, Collectors.toList()))
        .forEach(
            (dataset, ours) -> {
              Optional<Manifest> head = catalog.snapshots().head(dataset);
              boolean fresh = news.stream().anyMatch(upload -> upload.dataset().equals(dataset));
              reports.add(
                  new LoadReport.DatasetReport(
                      dataset,
                      head,
                      fresh ? LoadReport.News.SOME : LoadReport.News.NONE,
                      ours.stream()
                          .map(one -> report(one, records, head, tallies, news))
                          .toList()));
            });
    return new LoadReport(reports);
  }

  private LoadReport.UploadReport report(
      Delivered delivered,
      Map<String, UploadItem> records,
      Optional<Manifest> head,
      Map<String, Map<String, RunTally.UploadTally>> tallies,
      Set<Upload> news) {
    LoadReport.Since since =
        news.contains(delivered.upload()) ? LoadReport.Since.THIS_LOAD : LoadReport.Since.BEFORE;
    String id = delivered.upload().id();
    @Nullable UploadItem record = records.get(id);
    if (record == null) {
      return new LoadReport.UploadReport(
          delivered, UploadState.SEEN, Optional.empty(), Optional.empty(), since, List.of());
    }
    Optional<Counts> published =
        head.stream()
            .flatMap(manifest -> manifest.contributions().stream())
            .filter(contribution -> contribution.upload().id().equals(id))
            .map(Contribution::counts)
            .findFirst();
    Optional<Counts> counts = published.or(() -> read(record, tallies));
    return new LoadReport.UploadReport(
        delivered,
        record.state(),
        Optional.ofNullable(record.reason()),
        counts,
        since,
        since == LoadReport.Since.BEFORE
            ? List.of()
            : new FirstRejects(catalog.wiring().rejects()).of(record, counts));
  }

  private Optional<Counts> read(
      UploadItem record, Map<String, Map<String, RunTally.UploadTally>> tallies) {
    String run = record.run();
    if (run == null) {
      return Optional.empty();
    }
    RunTally tally = new RunTally(catalog.documents(), catalog.runs());
    return Optional.ofNullable(tallies.computeIfAbsent(run, tally::of).get(record.upload().id()))
        .map(RunTally.UploadTally::counts);
  }
}
