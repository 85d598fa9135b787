package dev.sheaf.core.keeper;

import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.core.run.OneByOne;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.store.Landing;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.LandingKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds the landing bucket against the uploads that are known, and takes up what no event told of.
 */
public final class Reconciler {
  private final Landing landing;
  private final RunTable table;
  private final Intake intake;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * What was found.
   *
   * @param objects in the landing bucket, the newest of each key
   * @param missed keys that no event had told of; taken up now
   */
  public record Reconciled(int objects, List<String> missed) {
    public Reconciled {
      missed = List.copyOf(missed);
    }
  }

  /**
   * @param patience how old an object must be: the event of a younger one may be on its way
   */
  public Reconciler(
      Landing landing, RunTable table, Intake intake, InstantSource clock, Duration patience) {
    this.landing = landing;
    this.table = table;
    this.intake = intake;
    this.clock = clock;
    this.patience = patience;
  }

  /** Compares, and takes up what is missing: a run for each dataset that admits on upload. */
  public Reconciled reconcile() {
    Instant latest = clock.instant().minus(patience);
    List<ObjectVersion> objects = landing.list("");
    Map<String, List<ObjectVersion>> byDataset =
        objects.stream()
            .filter(object -> !object.lastModified().isAfter(latest))
            .collect(Collectors.groupingBy(Reconciler::dataset, TreeMap::new, Collectors.toList()));
    List<String> missed =
        byDataset.entrySet().stream()
            .flatMap(entry -> missed(entry.getKey(), entry.getValue()).stream())
            .toList();
    Map<String, List<ObjectName>> names =
        missed.stream()
            .map(key -> new ObjectName(landing.bucket(), key))
            .collect(
                Collectors.groupingBy(
                    name -> dataset(name.key()), TreeMap::new, Collectors.toList()));
    OneByOne.forEach(names.values(), intake::admit);
    return new Reconciled(objects.size(), missed);
  }

  /** A listing names no versions: what tells uploads apart there are ETag and time. */
  private record Listed(String key, String etag, Instant lastModified) {
    static Listed of(ObjectVersion object) {
      return new Listed(object.key(), object.etag(), object.lastModified());
    }
  }

  private List<String> missed(String dataset, List<ObjectVersion> objects) {
    Set<Listed> known =
        table.uploads(dataset).stream()
            .map(record -> Listed.of(record.upload().object()))
            .collect(Collectors.toSet());
    return objects.stream()
        .filter(object -> !known.contains(Listed.of(object)))
        .map(ObjectVersion::key)
        .toList();
  }

  private static String dataset(ObjectVersion object) {
    return dataset(object.key());
  }

  private static String dataset(String key) {
    return LandingKey.tryParse(key).map(LandingKey::dataset).orElse(Intake.UNFILED);
  }
}
