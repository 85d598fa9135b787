package dev.sheaf.local.load;

import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.session.Pickup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits until every upload has an outcome. Asks the tables now and then; the longer an answer takes,
 * the longer it waits before it asks again.
 */
final class OutcomeWatch {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int PAUSES_PER_LOOK = 5;

  private final UploadRecords records;
  private final RunTally tally;
  private final LoadListener listener;
  private final Map<String, RunTally.UploadTally> tallies = new HashMap<>();

  OutcomeWatch(UploadRecords records, RunTally tally, LoadListener listener) {
    this.records = records;
    this.tally = tally;
    this.listener = listener;
  }

  /** What waits for a schedule that this process does not run. */
  enum Waiting {
    FOR_SCHEDULE,
    FOR_NOTHING
  }

  /**
   * Waits.
   *
   * @param waiting whether uploads that were not taken up wait for another process
   * @throws StalledException if nothing is under way any more, and some have no outcome
   */
  Map<String, UploadItem> await(List<Upload> uploads, Pickup pickup, Waiting waiting)
      throws InterruptedException {
    @Nullable Standing whenRecovered = null;
    int vain = 0;
    while (true) {
      boolean idle = pickup.idle(); // Before the look: what was idle then cannot change it.
      long startedNanos = System.nanoTime();
      Map<String, UploadItem> known = records.of(uploads);
      Standing standing = standing(uploads, known);
      listener.standing(standing);
      if (standing.complete()) {
        pickup.finish();
        return known;
      }
      if (waiting == Waiting.FOR_SCHEDULE && noneInRun(uploads, known)) {
        return known;
      }
      if (idle) {
        vain = standing.equals(whenRecovered) ? vain + 1 : 0;
        if (vain == pickup.vainRecoveries()) {
          throw new StalledException(standing, pickup.lastFailure());
        }
        // Such as a hint that was lost with the process that was to send it; or uploads that wait
        // for a schedule; or an event that was given up.
        pickup.recover();
        pickup.announce(unseen(uploads, known));
        whenRecovered = standing;
      }
      Duration look = Duration.ofNanos(System.nanoTime() - startedNanos);
      Thread.sleep(pause(look).toMillis());
    }
  }

  private static Duration pause(Duration look) {
    Duration pause = look.multipliedBy(PAUSES_PER_LOOK);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static List<ObjectVersion> unseen(List<Upload> uploads, Map<String, UploadItem> known) {
    return uploads.stream()
        .filter(upload -> !known.containsKey(upload.id()))
        .map(Upload::object)
        .toList();
  }

  private static boolean noneInRun(List<Upload> uploads, Map<String, UploadItem> known) {
    return uploads.stream()
        .map(upload -> known.get(upload.id()))
        .allMatch(record -> record != null && record.state() != UploadState.IN_RUN);
  }

  private Standing standing(List<Upload> uploads, Map<String, UploadItem> known) {
    int settled = 0;
    TreeSet<String> runs = new TreeSet<>();
    for (Upload upload : uploads) {
      @Nullable UploadItem record = known.get(upload.id());
      if (record == null) {
        continue;
      }
      boolean ended = record.state().isOutcome();
      settled += ended ? 1 : 0;
      if (record.run() != null && !(ended && isComplete(upload))) {
        runs.add(record.run());
      }
    }
    runs.forEach(run -> tallies.putAll(tally.of(run)));
    Standing standing = new Standing(uploads.size(), settled, 0, 0, 0, 0, 0);
    for (Upload upload : uploads) {
      RunTally.@Nullable UploadTally done = tallies.get(upload.id());
      standing = done == null ? standing : plus(standing, done);
    }
    return standing;
  }

  private boolean isComplete(Upload upload) {
    RunTally.UploadTally known = tallies.get(upload.id());
    return known != null && known.done() == known.segments();
  }

  private static Standing plus(Standing standing, RunTally.UploadTally more) {
    return new Standing(
        standing.uploads(),
        standing.settled(),
        standing.segments() + more.segments(),
        standing.done() + more.done(),
        standing.records() + more.counts().records(),
        standing.rejects() + more.counts().rejects(),
        standing.bytes() + more.bytes());
  }
}
