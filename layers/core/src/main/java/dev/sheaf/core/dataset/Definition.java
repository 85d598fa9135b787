package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.upload.LandingKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset is: its sources, columns and rules. Written by people as YAML ({@code
 * core.definition}), stored as JSON, pinned by every run through its {@link #digest}.
 *
 * @param sources by name; a source that is not listed is detected ({@link Source#detected})
 * @param columns of the records that are read, in order
 * @param transform what becomes of a row that was read, or null: it stays as it is
 * @param maxRejectRatio rejects / records above which an upload is refused, 0 to 1
 * @param evidence what an inferred definition rests on, a line per finding; empty if declared
 */
public record Definition(
    String dataset,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Source> sources,
    List<Column> columns,
    @Nullable Transform transform,
    UnknownColumns unknownColumns,
    double maxRejectRatio,
    Admission admission,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> evidence) {

  /** The share of rejects that is accepted where a definition says nothing. */
  public static final double DEFAULT_MAX_REJECT_RATIO = 0.01;

  /** Name of the column, the last one, that holds what unknown columns hold where they are kept. */
  public static final String EXTRAS = "extras";

  /** What happens to a column of an upload that the definition does not know. */
  public enum UnknownColumns {
    /** The upload is refused. */
    REJECT,
    IGNORE,
    /** Its values go, as a JSON object by name, into one more column: {@link #EXTRAS}. */
    KEEP
  }

  /** When uploads are taken into a run. */
  public enum Admission {
    /** One run per event. */
    ON_UPLOAD,
    /** Uploads wait for the schedule, which makes one run of them all. */
    SCHEDULED
  }

  public Definition {
    LandingKey.requireName("dataset", dataset);
    requireNonNull(unknownColumns);
    requireNonNull(admission);
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    sources.keySet().forEach(name -> LandingKey.requireName("source", name));
    columns = List.copyOf(columns);
    evidence = List.copyOf(evidence);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("dataset '%s' has no columns".formatted(dataset));
    }
    Set<String> names = new HashSet<>();
    if (unknownColumns == UnknownColumns.KEEP) {
      names.add(EXTRAS);
    }
    for (Column column : columns) {
      if (!names.add(column.foldedName())) {
        throw new IllegalArgumentException(
            "column '%s' is there twice (names compare without case; with unknown_columns: keep, %s is one)"
                .formatted(column.name(), EXTRAS));
      }
    }
    if (!(maxRejectRatio >= 0 && maxRejectRatio <= 1)) {
      throw new IllegalArgumentException("max_ratio %s is not 0 to 1".formatted(maxRejectRatio));
    }
  }

  /** A definition without a transform. */
  public Definition(
      String dataset,
      Map<String, Source> sources,
      List<Column> columns,
      UnknownColumns unknownColumns,
      double maxRejectRatio,
      Admission admission,
      List<String> evidence) {
    this(dataset, sources, columns, null, unknownColumns, maxRejectRatio, admission, evidence);
  }

  /** The source of this name, as declared or as detected. */
  public Source source(String name) {
    return sources.getOrDefault(name, Source.detected());
  }

  /** The same rules, without what they rest on. */
  public Definition withoutEvidence() {
    return new Definition(
        dataset, sources, columns, transform, unknownColumns, maxRejectRatio, admission, List.of());
  }

  /** This definition with another transform. */
  public Definition withTransform(Transform other) {
    return new Definition(
        dataset, sources, columns, other, unknownColumns, maxRejectRatio, admission, evidence);
  }

  /**
   * Identity of the rules: 32 hexadecimal digits. The evidence does not enter, so an inferred
   * definition stays the same one when a person takes it over.
   */
  @JsonIgnore
  public String digest() {
    return Digest.of(Json.write(withoutEvidence())).hex(32);
  }
}
