package dev.sheaf.engine.parquet;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.zone.RowSummary;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;

/** What the end of a Parquet object says of it: its columns, and where its row groups lie. */
public final class PartFooter {
  private final String uri;
  private final FileMetaData metaData;
  private final List<RowGroup> rowGroups;
  private final FooterPlace place;
  private final Fetched fetched;
  private final Optional<PartDescription> description;
  private final Map<Piece, HashValue128> hashes = new HashMap<>();

  PartFooter(
      String uri,
      FileMetaData metaData,
      List<RowGroup> rowGroups,
      FooterPlace place,
      Fetched fetched) {
    this.uri = uri;
    this.metaData = metaData;
    this.rowGroups = List.copyOf(rowGroups);
    this.place = place;
    this.fetched = fetched;
    this.description = description(uri, metaData);
    description.ifPresent(
        own -> {
          note(Piece.chunks(metaData), own.chunks());
          note(Piece.filters(metaData), own.filters());
        });
  }

  private static Optional<PartDescription> description(String uri, FileMetaData metaData) {
    return metaData.isSetKey_value_metadata()
        ? metaData.getKey_value_metadata().stream()
            .filter(pair -> pair.getKey().equals(PartDescription.KEY))
            .map(KeyValue::getValue)
            .findFirst()
            .map(text -> PartDescription.decode(uri, text))
        : Optional.empty();
  }

  private void note(List<Piece> pieces, List<HashValue128> found) {
    if (pieces.size() != found.size()) {
      throw new DamagedParquetException(
          "%s: %d hashes of %d pieces".formatted(uri, found.size(), pieces.size()));
    }
    for (int piece = 0; piece < pieces.size(); piece++) {
      hashes.put(pieces.get(piece), found.get(piece));
    }
  }

  /** In the order of the rows; their zones have the names that columns have in the part. */
  public List<RowGroup> rowGroups() {
    return rowGroups;
  }

  /**
   * The same, with the zones of some columns, by the names that these have.
   *
   * @param visible columns of which those are looked for that the part has
   */
  public List<RowGroup> rowGroups(RowSchema visible) {
    Map<String, String> names = new LinkedHashMap<>();
    for (RowSchema.Field field : visible.fields()) {
      column(field)
          .ifPresent(column -> names.put(Column.fold(field.name()), Column.fold(column.getName())));
    }
    return rowGroups.stream().map(group -> named(group, names)).toList();
  }

  private static RowGroup named(RowGroup group, Map<String, String> names) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    names.forEach(
        (name, inPart) -> {
          Zone zone = group.zones().zones().get(inPart);
          if (zone != null) {
            zones.put(name, zone);
          }
        });
    return new RowGroup(
        group.ordinal(), group.rows(), group.from(), group.bytes(), new ZoneMap(zones));
  }

  /** A column as the part has it, whatever it is called there. */
  Optional<SchemaElement> column(RowSchema.Field field) {
    return ParquetColumns.of(metaData).stream()
        .filter(
            column ->
                field.isColumn(
                    column.getName(), column.isSetField_id() ? column.getField_id() : null))
        .findFirst();
  }

  /** What it took to read this. */
  public Fetched fetched() {
    return fetched;
  }

  /** Where the footer lies. */
  public FooterPlace place() {
    return place;
  }

  /** Rows, fingerprint and exact bounds of the columns; empty where an earlier version wrote the part. */
  public Optional<RowSummary> summary() {
    return description.map(PartDescription::summary);
  }

  /**
   * Holds bytes that were fetched against the hash of what was written.
   *
   * @param hash of the bytes
   * @throws DamagedParquetException if they are others; not where the part says nothing of them
   */
  void require(Piece piece, HashValue128 hash) {
    HashValue128 written = hashes.get(piece);
    if (written != null && !written.equals(hash)) {
      throw new DamagedParquetException(
          "%s: bytes %d to %d, %s, are not what was written there: XXH3-128 %s instead of %s"
              .formatted(
                  uri, piece.bytes().from(), piece.bytes().end(), piece.name(), hash, written));
    }
  }

  String uri() {
    return uri;
  }

  FileMetaData metaData() {
    return metaData;
  }
}
