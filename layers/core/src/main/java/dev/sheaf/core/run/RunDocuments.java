package dev.sheaf.core.run;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Gzip;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The immutable documents of runs in the lake. Whoever writes one first has written it for all. */
public final class RunDocuments {
  private static final int KEPT_PLANS = 16;

  /** Of a plan, on one page. */
  private static final int PAGE_UPLOADS = 500;

  private final Lake lake;
  private final Map<String, PlannedRun> plans = Collections.synchronizedMap(new Recent());

  public RunDocuments(Lake lake) {
    this.lake = lake;
  }

  public void putCandidates(Candidates candidates) {
    put(LakeKeys.candidates(candidates.run()), candidates, Candidates.class);
  }

  /**
   * The candidates of a run.
   *
   * @throws IllegalStateException if there are none: the store is damaged
   */
  public Candidates candidates(String run) {
    return lake.require(LakeKeys.candidates(run), Candidates.class);
  }

  /**
   * What a plan says of all of its uploads.
   *
   * @param fingerprintVersion by which rows are fingerprinted
   */
  public record PlanTerms(
      String run,
      String dataset,
      String definitionDigest,
      long segmentBytes,
      FingerprintVersion fingerprintVersion) {}

  /**
   * Makes the plan of a run, unless it has one. A page is kept when it is made, so whoever goes on after
   * an interruption does not look again into the uploads that stand on it.
   *
   * @param uploads in upload order
   * @param look says how an upload is read
   * @return the plan that the run has
   */
  public PlannedRun putPlan(
      PlanTerms terms,
      List<Candidates.Candidate> uploads,
      Function<Candidates.Candidate, PlannedUpload> look) {
    List<Lake.Stored> pages = new ArrayList<>();
    for (int from = 0; from < uploads.size(); from += PAGE_UPLOADS) {
      List<Candidates.Candidate> some =
          uploads.subList(from, Math.min(uploads.size(), from + PAGE_UPLOADS));
      pages.add(page(terms.run(), some, look));
    }
    PlanRoot root =
        new PlanRoot(
            PlanRoot.FORMAT.newest(),
            terms.run(),
            terms.dataset(),
            terms.definitionDigest(),
            terms.segmentBytes(),
            terms.fingerprintVersion(),
            List.of(),
            pages);
    return keep(read(put(LakeKeys.plan(terms.run()), root, PlanRoot.class)));
  }

  /** Runs that have the same uploads to look into agree on what the first of them saw. */
  private Lake.Stored page(
      String run,
      List<Candidates.Candidate> uploads,
      Function<Candidates.Candidate, PlannedUpload> look) {
    List<String> texts = new ArrayList<>();
    for (Candidates.Candidate one : uploads) {
      texts.add(one.upload().id());
      texts.add(Integer.toString(one.attempt()));
    }
    String key = LakeKeys.planPage(run, Digest.of(texts.toArray(String[]::new)).hex(16));
    byte[] page = lake.read(key).orElseGet(() -> written(key, packed(uploads, look)));
    return new Lake.Stored(key, page.length, Digest.ofBytes(page).hex());
  }

  /** What lies under the key now: this page, or the one of whoever was first. */
  private byte[] written(String key, byte[] page) {
    return switch (lake.put(key, new Payload.Bytes(page), "application/gzip")) {
      case CREATED -> page;
      case EXISTED -> lake.require(key);
    };
  }

  private static byte[] packed(
      List<Candidates.Candidate> uploads, Function<Candidates.Candidate, PlannedUpload> look) {
    List<PlannedUpload> planned = uploads.stream().map(look).toList();
    return Gzip.pack(Json.write(planned).getBytes(StandardCharsets.UTF_8));
  }

  private Plan read(PlanRoot root) {
    List<PlannedUpload> uploads = new ArrayList<>(root.uploads());
    for (Lake.Stored page : root.pages()) {
      byte[] packed = lake.require(page.key(), page.sha256());
      uploads.addAll(List.of(Json.read(Gzip.unpack(packed), PlannedUpload[].class)));
    }
    return root.plan(uploads);
  }

  /** The plan of a run, if it has come that far. */
  public Optional<PlannedRun> plan(String run) {
    PlannedRun known = plans.get(run);
    return known != null
        ? Optional.of(known)
        : lake.read(LakeKeys.plan(run)).map(json -> keep(read(root(run, json))));
  }

  private PlanRoot root(String run, byte[] json) {
    return PlanRoot.FORMAT.read(
        json, PlanRoot.class, "the plan of run " + run, lake.uri(LakeKeys.plan(run)));
  }

  /**
   * The plan of a run for which tasks were sent.
   *
   * @throws IllegalStateException if there is none: the store is damaged
   */
  public PlannedRun requirePlan(String run) {
    return plan(run).orElseThrow(() -> lake.missing(LakeKeys.plan(run)));
  }

  /** Writes the repair round, unless the run has one; gives the round that the run has. */
  public Round putRepair(Round round) {
    return put(LakeKeys.round(round.run(), Round.REPAIR), round, Round.class);
  }

  public Optional<Round> repair(String run) {
    return lake.read(LakeKeys.round(run, Round.REPAIR), Round.class);
  }

  /** The round that a run is in: the last one that there is. */
  public Round currentRound(PlannedRun run) {
    return repair(run.plan().run()).orElse(run.process());
  }

  /**
   * The round that a message names.
   *
   * @throws IllegalStateException if there is none: the store is damaged, or the message
   */
  public Round round(PlannedRun run, int number) {
    return number == Round.PROCESS
        ? run.process()
        : repair(run.plan().run())
            .orElseThrow(() -> lake.missing(LakeKeys.round(run.plan().run(), number)));
  }

  /** Says that an execution ended, for a table that gave no answer to it. */
  public void putEnd(TaskMessage task, String execution) {
    lake.put(end(task, execution), Map.of());
  }

  /** Whether {@link #putEnd} was said of an execution. */
  public boolean hasEnd(TaskMessage task, String execution) {
    return lake.find(end(task, execution)).isPresent();
  }

  private static String end(TaskMessage task, String execution) {
    return LakeKeys.end(task.run(), task.round(), task.task(), execution);
  }

  private PlannedRun keep(Plan plan) {
    PlannedRun planned = PlannedRun.of(plan);
    plans.put(plan.run(), planned);
    return planned;
  }

  private <T> T put(String key, T document, Class<T> type) {
    return switch (lake.put(key, document)) {
      case CREATED -> document;
      case EXISTED -> lake.require(key, type);
    };
  }

  /** The plans used last; one can hold thousands of uploads. */
  private static final class Recent extends LinkedHashMap<String, PlannedRun> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(KEPT_PLANS, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, PlannedRun> eldest) {
      return size() > KEPT_PLANS;
    }
  }
}
