package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves out the parts of a snapshot that cannot hold a row a reader wants, by the zones of their
 * columns. Whatever is not quite certain (no zone, another type, a constant that needs a cast) keeps
 * the part.
 */
public final class PartPruning {
  private final Map<String, ColumnType> types = new HashMap<>();

  /**
   * @param schema how the reader sees the columns
   */
  public PartPruning(RowSchema schema) {
    schema.fields().forEach(field -> types.put(folded(field.name()), field.type()));
  }

  /** The parts that may hold rows for which all predicates are true, in their order. */
  public List<Part> prune(List<Part> parts, List<Predicate> predicates) {
    return parts.stream().filter(part -> mayMatch(part.zones(), predicates)).toList();
  }

  /** The row groups of a part that may hold rows for which all predicates are true, in their order. */
  public List<RowGroup> pruneRowGroups(List<RowGroup> rowGroups, List<Predicate> predicates) {
    return rowGroups.stream().filter(group -> mayMatch(group.zones(), predicates)).toList();
  }

  /** Whether rows of these zones may be such that all predicates are true. */
  boolean mayMatch(ZoneMap zones, List<Predicate> predicates) {
    return predicates.stream().allMatch(predicate -> mayMatch(zones, predicate));
  }

  private boolean mayMatch(ZoneMap zones, Predicate predicate) {
    String column = folded(predicate.column());
    ColumnType type = types.get(column);
    Zone zone = zones.zones().get(column);
    if (type == null || zone == null || !zone.type().equals(type)) {
      return true;
    }
    return switch (predicate.operator()) {
      case IS_NULL -> zone.nulls() > 0;
      case IS_NOT_NULL -> zone.min() != null;
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, BETWEEN, IN ->
          zone.min() != null && mayHold(zone, predicate);
    };
  }

  private static boolean mayHold(Zone zone, Predicate predicate) {
    List<PruningValue> constants = new ArrayList<>();
    for (Predicate.Constant constant : predicate.constants()) {
      Optional<PruningValue> value = PruningValue.ofConstant(zone.type(), constant);
      if (value.isEmpty()) {
        return true;
      }
      constants.add(value.get());
    }
    try {
      return new Bounds(zone).mayHold(predicate.operator(), constants);
    } catch (DateTimeException | NumberFormatException outlandish) {
      return true;
    }
  }

  /** The values of a zone: from {@code min}, to {@code max} where it has one. */
  private record Bounds(PruningValue min, Optional<PruningValue> max) {

    Bounds(Zone zone) {
      this(
          PruningValue.ofBound(zone.type(), String.valueOf(zone.min())),
          Optional.ofNullable(zone.max()).map(max -> PruningValue.ofBound(zone.type(), max)));
    }

    boolean mayHold(Predicate.Operator operator, List<PruningValue> constants) {
      PruningValue first = constants.get(0);
      return switch (operator) {
        case LESS -> min.mayBeLessThan(first);
        case LESS_OR_EQUAL -> min.mayBeAtMost(first);
        case GREATER -> max.isEmpty() || first.mayBeLessThan(max.get());
        case GREATER_OR_EQUAL -> reaches(first);
        case BETWEEN -> reaches(first) && min.mayBeAtMost(constants.get(1));
        case EQUAL, IN ->
            constants.stream().anyMatch(value -> reaches(value) && min.mayBeAtMost(value));
        case IS_NULL, IS_NOT_NULL -> true;
      };
    }

    private boolean reaches(PruningValue value) {
      return max.isEmpty() || value.mayBeAtMost(max.get());
    }
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
