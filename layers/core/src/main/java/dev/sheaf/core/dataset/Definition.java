package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.DocumentFormat;
import dev.sheaf.core.json.Formatted;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.upload.LandingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset is: its sources, columns and rules. Written by people as YAML ({@code
 * core.yaml}), stored as JSON, pinned by every run through its {@link #digest}.
 *
 * @param sources by name; a source that is not listed is detected ({@link Source#detected})
 * @param columns of the records that are read, in order
 * @param transform what becomes of a row that was read, or null: it stays as it is
 * @param integration how the rows of uploads become those of the dataset
 * @param index columns by which rows are looked up, beside those of a key
 * @param retention which snapshots are kept, or null: all
 * @param maxRejectRatio rejects / records above which an upload is refused, 0 to 1, as declared; null:
 *     nothing is said of it, and {@link #acceptedRejectRatio} has the default
 * @param evidence what an inferred definition rests on, a line per finding; empty if declared
 * @param fieldIds of the columns that parts have; null: never stored yet, or by a version that gave
 *     none. People do not write them, they come with {@link #following}
 * @param format null: 1, in which the ratio of rejects was written where it was not declared too
 */
public record Definition(
    String dataset,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Source> sources,
    List<Column> columns,
    @Nullable Transform transform,
    UnknownColumns unknownColumns,
    Integration integration,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> index,
    @Nullable Retention retention,
    @Nullable Double maxRejectRatio,
    Admission admission,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> evidence,
    @Nullable FieldIds fieldIds,
    @Nullable Integer format)
    implements Formatted {

  /** Of stored definitions. Format 2 brought field ids, marks of columns, and the ratio as declared. */
  public static final DocumentFormat FORMAT = new DocumentFormat(2);

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
    requireNonNull(integration);
    requireNonNull(admission);
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    sources.keySet().forEach(name -> LandingKey.requireName("source", name));
    columns = List.copyOf(columns);
    index = List.copyOf(index);
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
    if (maxRejectRatio != null && !(maxRejectRatio >= 0 && maxRejectRatio <= 1)) {
      throw new IllegalArgumentException("max_ratio %s is not 0 to 1".formatted(maxRejectRatio));
    }
  }

  /** A definition as people or inference write it. */
  public Definition(
      String dataset,
      Map<String, Source> sources,
      List<Column> columns,
      @Nullable Transform transform,
      UnknownColumns unknownColumns,
      Integration integration,
      List<String> index,
      @Nullable Retention retention,
      @Nullable Double maxRejectRatio,
      Admission admission,
      List<String> evidence) {
    this(
        dataset,
        sources,
        columns,
        transform,
        unknownColumns,
        integration,
        index,
        retention,
        maxRejectRatio,
        admission,
        evidence,
        null,
        null);
  }

  /** A definition that appends all rows as they are read. */
  public Definition(
      String dataset,
      Map<String, Source> sources,
      List<Column> columns,
      UnknownColumns unknownColumns,
      @Nullable Double maxRejectRatio,
      Admission admission,
      List<String> evidence) {
    this(
        dataset,
        sources,
        columns,
        null,
        unknownColumns,
        new Integration.Append(),
        List.of(),
        null,
        maxRejectRatio,
        admission,
        evidence);
  }

  /** The source of this name, as declared or as detected. */
  public Source source(String name) {
    return sources.getOrDefault(name, Source.detected());
  }

  /** Names of the columns by which rows are looked up: those of a key first. None twice. */
  public List<String> lookUpColumns() {
    Set<String> seen = new HashSet<>();
    return Stream.concat(integration.key().stream(), index.stream())
        .filter(name -> seen.add(Column.fold(name)))
        .toList();
  }

  /** The share of rejects that is accepted: as declared, else the default. */
  public double acceptedRejectRatio() {
    return maxRejectRatio == null ? DEFAULT_MAX_REJECT_RATIO : maxRejectRatio;
  }

  /** The same rules, without what they rest on. */
  public Definition withoutEvidence() {
    return with(columns, transform, maxRejectRatio, List.of(), fieldIds, format);
  }

  /** This definition with another transform. */
  public Definition withTransform(Transform other) {
    return with(columns, other, maxRejectRatio, evidence, fieldIds, format);
  }

  /** Names of the columns whose types the first values will settle, folded. */
  public Set<String> unsettled() {
    return columns.stream()
        .filter(column -> column.inference() == Column.Inference.UNSETTLED)
        .map(Column::foldedName)
        .collect(Collectors.toSet());
  }

  /**
   * This definition, with the unsettled columns as another one has them, where that inferred them
   * from values.
   *
   * @param inferred from an upload
   */
  public Definition settledBy(Definition inferred) {
    Set<String> open = unsettled();
    Map<String, Column> found =
        inferred.columns().stream()
            .filter(column -> column.inference() == Column.Inference.FROM_VALUES)
            .filter(column -> open.contains(column.foldedName()))
            .collect(Collectors.toMap(Column::foldedName, column -> column));
    if (found.isEmpty()) {
      return this;
    }
    List<Column> settled =
        columns.stream()
            .map(column -> found.getOrDefault(column.foldedName(), column).named(column.name()))
            .toList();
    List<String> reasons = new ArrayList<>(evidence);
    reasons.add("settled by another upload: " + inferred.evidence().get(0));
    inferred.evidence().stream()
        .filter(line -> found.keySet().stream().anyMatch(name -> isOf(name, line)))
        .forEach(reasons::add);
    return with(settled, transform, maxRejectRatio, reasons, fieldIds, format);
  }

  /** Whether a line of evidence is about the column of this folded name. */
  private static boolean isOf(String name, String line) {
    return Column.fold(line).startsWith(name + ": ");
  }

  /**
   * This definition as it is stored after another one: with ids for its columns. A column that the
   * rows or the definition before have by its name and type, or by the name that it had before, is the
   * same one.
   *
   * @param current the dataset's definition, empty if it has none; given back if it says the same
   * @param rows the definition under which the rows were made that there are; its ids come first
   * @throws IllegalStateException if this has a transform that was not checked
   * @throws RenameException if a column cannot be renamed
   */
  public Definition following(Optional<Definition> current, Optional<Definition> rows) {
    Optional<FieldIds.Known> ofRows =
        rows.filter(known -> known.fieldIds != null).map(FieldIds.Known::of);
    RowSchema schema =
        RowSchema.of(with(columns, transform, maxRejectRatio, evidence, null, format));
    FieldIds ids =
        current.isEmpty()
            ? FieldIds.first(schema)
            : Allotment.following(
                schema,
                Renames.of(current.get(), this),
                FieldIds.Known.of(current.get()),
                ofRows.orElse(null));
    return current
        .filter(
            stored -> declares(stored) && (stored.fieldIds == null || ids.equals(stored.fieldIds)))
        .orElseGet(() -> with(columns, transform, maxRejectRatio, evidence, ids, FORMAT.newest()));
  }

  /**
   * This definition as it is stored for a dataset whose last one was taken away: a column that was
   * there by name and type has its id again, and no id is given to another one.
   */
  Definition countingOnFrom(Definition last) {
    RowSchema schema =
        RowSchema.of(with(columns, transform, maxRejectRatio, evidence, null, format));
    FieldIds ids = Allotment.following(schema, Map.of(), FieldIds.Known.of(last), null);
    return with(columns, transform, maxRejectRatio, evidence, ids, FORMAT.newest());
  }

  /**
   * Whether people would write both alike. Where the stored one may not have declared its ratio of
   * rejects, what holds is compared.
   */
  private boolean declares(Definition stored) {
    return stored.format == null
        ? declared(acceptedRejectRatio()).equals(stored.declared(stored.acceptedRejectRatio()))
        : declared(maxRejectRatio).equals(stored.declared(stored.maxRejectRatio));
  }

  private Definition declared(@Nullable Double ratio) {
    return with(columns, transform, ratio, List.of(), null, null);
  }

  private Definition with(
      List<Column> newColumns,
      @Nullable Transform newTransform,
      @Nullable Double newMaxRejectRatio,
      List<String> newEvidence,
      @Nullable FieldIds newFieldIds,
      @Nullable Integer newFormat) {
    return new Definition(
        dataset,
        sources,
        newColumns,
        newTransform,
        unknownColumns,
        integration,
        index,
        retention,
        newMaxRejectRatio,
        admission,
        newEvidence,
        newFieldIds,
        newFormat);
  }

  /**
   * Columns named by {@code integrate} and {@code index} that are not there, or do not fit; empty if
   * all do, or as long as it is not known what columns the transform gives.
   */
  public List<DefinitionFlaw> flaws() {
    if (transform != null && !transform.isChecked()) {
      return List.of();
    }
    return IntegrationCheck.flaws(integration, index, RowSchema.ofUploads(this), neverNull());
  }

  /** Rows of a transform whose key is NULL are rejects; those of columns need a rule. */
  private Set<String> neverNull() {
    return transform == null
        ? columns.stream()
            .filter(column -> column.requirement() == Column.Requirement.REQUIRED)
            .map(Column::foldedName)
            .collect(Collectors.toSet())
        : transform.columns().stream()
            .map(field -> Column.fold(field.name()))
            .collect(Collectors.toSet());
  }

  /**
   * Identity of the rules: 32 hexadecimal digits. The evidence does not enter, since two uploads may
   * tell the same rules. All else does, the ids too: what is stored under a digest is one document.
   */
  @JsonIgnore
  public String digest() {
    return Digest.of(Json.write(withoutEvidence())).hex(32);
  }
}
