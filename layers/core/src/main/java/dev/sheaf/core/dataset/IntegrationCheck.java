package dev.sheaf.core.dataset;

import dev.sheaf.core.dataset.DefinitionFlaw.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the columns that a definition integrates and indexes by are there, and fit. */
final class IntegrationCheck {
  private final List<DefinitionFlaw> flaws = new ArrayList<>();

  private IntegrationCheck() {}

  /**
   * All that is wrong, in the order in which it is written; empty if it fits.
   *
   * @param rows the columns of the rows that uploads give
   * @param required folded names of those that are never NULL, for certain
   */
  public static List<DefinitionFlaw> flaws(
      Integration integration, List<String> index, RowSchema rows, Set<String> required) {
    IntegrationCheck check = new IntegrationCheck();
    integration
        .<Runnable>match(
            append -> () -> {},
            replace -> () -> {},
            upsert ->
                () -> {
                  check.key(upsert, rows, required);
                  check.latestBy(upsert, rows);
                },
            aggregate ->
                () -> check.flaws.addAll(AggregationCheck.flaws(aggregate.aggregation(), rows)))
        .run();
    if (check.flaws.isEmpty()) {
      check.index(index, integration.schema(rows));
    }
    return List.copyOf(check.flaws);
  }

  private void key(Integration.Upsert upsert, RowSchema rows, Set<String> required) {
    for (RowSchema.Field field : distinct(Part.KEY, upsert.key(), rows)) {
      ColumnType.Kind kind = field.type().kind();
      if (kind == ColumnType.Kind.JSON || kind == ColumnType.Kind.DOUBLE) {
        add(
            Part.KEY,
            field.name(),
            "column '%s' is %s, of which equal values have many forms, so it makes no key"
                .formatted(field.name(), field.type()));
      } else if (!required.contains(Column.fold(field.name()))) {
        add(
            Part.KEY,
            field.name(),
            "column '%s' of the key may be NULL; write 'required: true' for it"
                .formatted(field.name()));
      }
    }
  }

  private void latestBy(Integration.Upsert upsert, RowSchema rows) {
    String name = upsert.latestBy();
    if (name == null) {
      return;
    }
    Optional<RowSchema.Field> field = rows.find(name);
    if (field.isEmpty()) {
      add(Part.LATEST_BY, name, rows.unknown(name));
    } else if (field.get().type().kind() == ColumnType.Kind.JSON) {
      add(Part.LATEST_BY, name, "column '%s' is json, which has no order".formatted(name));
    }
  }

  private void index(List<String> index, RowSchema rows) {
    for (RowSchema.Field field : distinct(Part.INDEX, index, rows)) {
      if (field.type().kind() == ColumnType.Kind.JSON) {
        add(
            Part.INDEX,
            field.name(),
            "column '%s' is json, which has no order".formatted(field.name()));
      }
    }
  }

  private List<RowSchema.Field> distinct(Part part, List<String> names, RowSchema rows) {
    List<RowSchema.Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String name : names) {
      Optional<RowSchema.Field> field = rows.find(name);
      if (field.isEmpty()) {
        add(part, name, rows.unknown(name));
      } else if (!taken.add(Column.fold(name))) {
        add(part, name, "column '%s' is there twice".formatted(name));
      } else {
        fields.add(field.get());
      }
    }
    return fields;
  }

  private void add(Part part, String column, String message) {
    flaws.add(new DefinitionFlaw(part, column, message));
  }
}
