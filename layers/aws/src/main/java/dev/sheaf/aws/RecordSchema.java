package dev.sheaf.aws;

import dev.sheaf.core.json.DocumentFormat;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** Says how a record of the domain is kept as an item. Attributes that are null are left out. */
final class RecordSchema<T> {
  private final StaticImmutableTableSchema.Builder<T, Draft> builder;

  private RecordSchema(StaticImmutableTableSchema.Builder<T, Draft> builder) {
    this.builder = builder;
  }

  static <T> RecordSchema<T> of(
      Class<T> type, Function<T, ItemKey> key, Function<Draft, T> record) {
    RecordSchema<T> schema =
        new RecordSchema<>(
            StaticImmutableTableSchema.builder(type, Draft.class)
                .newItemBuilder(Draft::new, record));
    schema.builder.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(TableKeys.PARTITION)
                .getter(item -> key.apply(item).partition())
                .setter((draft, value) -> draft.set(TableKeys.PARTITION, value))
                .tags(StaticAttributeTags.primaryPartitionKey()));
    schema.builder.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(TableKeys.SORT)
                .getter(item -> key.apply(item).sort())
                .setter((draft, value) -> draft.set(TableKeys.SORT, value))
                .tags(StaticAttributeTags.primarySortKey()));
    return schema.format();
  }

  /** Items say in which format they are; those that say none are of the first. */
  private RecordSchema<T> format() {
    builder.addAttribute(
        Integer.class,
        attribute ->
            attribute
                .name("format")
                .getter(item -> DocumentFormat.ONE.newest())
                .setter(
                    (draft, value) ->
                        DocumentFormat.ONE.require(value, "an item of the table", "")));
    return this;
  }

  /** Lists new items in the index of open ones. */
  RecordSchema<T> open(Function<T, @Nullable String> open, Function<T, @Nullable String> due) {
    builder.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(TableKeys.OPEN_INDEX)
                .getter(open)
                .setter((draft, value) -> draft.set(TableKeys.OPEN_INDEX, value))
                .tags(StaticAttributeTags.secondaryPartitionKey(TableKeys.OPEN_INDEX)));
    builder.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(TableKeys.DUE)
                .getter(due)
                .setter((draft, value) -> draft.set(TableKeys.DUE, value))
                .tags(StaticAttributeTags.secondarySortKey(TableKeys.OPEN_INDEX)));
    return this;
  }

  RecordSchema<T> text(String name, Function<T, @Nullable String> getter) {
    return attribute(name, EnhancedType.of(String.class), getter);
  }

  RecordSchema<T> number(String name, Function<T, @Nullable Long> getter) {
    return attribute(name, EnhancedType.of(Long.class), getter);
  }

  RecordSchema<T> texts(String name, Function<T, @Nullable List<String>> getter) {
    return attribute(name, EnhancedType.listOf(String.class), getter);
  }

  /** A hash in hexadecimal digits, kept as its bytes; one that is empty is left out. */
  RecordSchema<T> hash(String name, Function<T, @Nullable String> getter) {
    builder.addAttribute(
        byte[].class,
        attribute ->
            attribute
                .name(name)
                .getter(item -> bytes(getter.apply(item)))
                .setter((draft, value) -> draft.set(name, hex(value))));
    return this;
  }

  private static byte @Nullable [] bytes(@Nullable String hex) {
    return hex == null || hex.isEmpty() ? null : HexFormat.of().parseHex(hex);
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  TableSchema<T> build() {
    return builder.build();
  }

  private <V> RecordSchema<T> attribute(
      String name, EnhancedType<V> type, Function<T, @Nullable V> getter) {
    builder.addAttribute(
        type,
        attribute ->
            attribute.name(name).getter(getter).setter((draft, value) -> draft.set(name, value)));
    return this;
  }
}
