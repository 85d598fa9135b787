package dev.sheaf.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.Retention;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Transform;
import dev.sheaf.core.dataset.ValueStyle;
import dev.sheaf.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the texts in it, a definition comes back from YAML and from JSON as it was. */
class DefinitionProperties {

  @Property(tries = 300)
  void yamlReadsBackEqual(@ForAll("definitions") Definition definition) {
    String yaml = DefinitionWriter.write(definition);

    Definition read = DefinitionParser.parse("d.yaml", yaml);

    assertThat(read).as(yaml).isEqualTo(definition.withoutEvidence());
    assertThat(read.digest()).isEqualTo(definition.digest());
  }

  @Property(tries = 300)
  void theSchemaForEditorsTakesIt(@ForAll("definitions") Definition definition) {
    String yaml = DefinitionWriter.write(definition);

    assertThat(EditorSchema.errors(yaml)).as(yaml).isEmpty();
  }

  @Property(tries = 300)
  void jsonReadsBackEqual(@ForAll("definitions") Definition definition) {
    Definition read = Json.read(Json.write(definition), Definition.class);

    assertThat(read).isEqualTo(definition);
    assertThat(read.digest()).isEqualTo(definition.digest());
    assertThat(Json.write(read)).isEqualTo(Json.write(definition));
  }

  @Property(tries = 300)
  void transformsReadBackEqual(@ForAll("definitions") Definition plain, @ForAll("sql") String sql) {
    Definition definition = plain.withTransform(Transform.of(sql));
    String yaml = DefinitionWriter.write(definition);

    assertThat(DefinitionParser.parse("d.yaml", yaml).transform())
        .as(yaml)
        .isEqualTo(definition.transform());
    assertThat(definition.digest()).isNotEqualTo(plain.digest());
    assertThat(Json.read(Json.write(definition), Definition.class)).isEqualTo(definition);
  }

  @Provide
  Arbitrary<String> sql() {
    return Arbitraries.of(
            "SELECT", " ", "  ", "\n", "\n  ", "a", "'é 한'", "#", ": ", "-", "|", "\t", "\"", "\\")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(words -> String.join("", words).strip())
        .filter(text -> !text.isEmpty());
  }

  @Provide
  Arbitrary<Definition> definitions() {
    Arbitrary<List<Column>> columns =
        columns().list().ofMinSize(1).ofMaxSize(5).uniqueElements(Column::foldedName);
    return Combinators.combine(
            columns,
            Arbitraries.maps(Arbitraries.of("shop", "default", "s_1"), sources()).ofMaxSize(3),
            Arbitraries.of(Definition.UnknownColumns.class),
            Arbitraries.of(0.0, 0.01, 1e-7, 0.3, 1.0),
            Arbitraries.of(Definition.Admission.class),
            texts().list().ofMaxSize(2),
            Arbitraries.randoms())
        .as(
            (all, sources, unknown, ratio, admission, evidence, random) ->
                integrated(
                    new Definition(
                        "d",
                        withRename(sources, all.get(0).name()),
                        all,
                        unknown,
                        ratio,
                        admission,
                        evidence),
                    random));
  }

  /** The definition with some mode and index that fits its columns, and some retention. */
  private static Definition integrated(Definition plain, Random random) {
    Definition integrated =
        new Definition(
            plain.dataset(),
            plain.sources(),
            plain.columns(),
            null,
            plain.unknownColumns(),
            integration(plain.columns(), random),
            random.nextBoolean() ? List.of() : List.of(plain.columns().get(0).name()),
            random.nextBoolean() ? null : new Retention(1 + random.nextInt(40)),
            plain.maxRejectRatio(),
            plain.admission(),
            plain.evidence());
    return integrated.flaws().isEmpty() ? integrated : plain;
  }

  private static Integration integration(List<Column> columns, Random random) {
    List<Column> some = columns.subList(0, 1 + random.nextInt(columns.size()));
    List<String> names = some.stream().map(Column::name).toList();
    return switch (random.nextInt(4)) {
      case 0 -> new Integration.Append();
      case 1 -> new Integration.Replace();
      case 2 -> new Integration.Upsert(names, random.nextBoolean() ? null : names.get(0));
      default ->
          new Integration.Aggregate(
              new Aggregation(
                  names.subList(0, names.size() / 2),
                  some.stream()
                      .map(
                          column ->
                              new Aggregation.Measured(column.name(), Measure.of(column.type())))
                      .toList()));
    };
  }

  private static Map<String, Source> withRename(Map<String, Source> sources, String column) {
    Source renaming =
        Source.builder()
            .format(Format.NDJSON)
            .encoding(Encoding.CP949)
            .skipRows(2)
            .rename(Map.of("a: b, {c}", column))
            .build();
    sources.put("renaming", renaming);
    return sources;
  }

  private static Arbitrary<Source> sources() {
    return Combinators.combine(
            Arbitraries.of(Format.CSV, Format.NDJSON).injectNull(0.3),
            marks(Source.Mark.DELIMITER, ',', ';', '\t', '|', ' '),
            marks(Source.Mark.QUOTE, '\'', '"'),
            Arbitraries.of('\\', '^').injectNull(0.3),
            Arbitraries.of('#', '%').injectNull(0.3),
            Arbitraries.of(Source.QuotedNewlines.class),
            starts())
        .as(
            (format, delimiter, quote, escape, comment, newlines, start) ->
                format == Format.NDJSON
                    ? Source.of(format)
                    : quote
                        .apply(delimiter.apply(start.get()))
                        .format(format)
                        .escape(escape)
                        .escapes(escape == null && comment == null ? Source.Escapes.C : null)
                        .comment(comment)
                        .quotedNewlines(newlines)
                        .build());
  }

  /** Says nothing of a mark, or what it is, or that there is none. */
  private static Arbitrary<UnaryOperator<Source.Builder>> marks(
      Source.Mark mark, Character... characters) {
    Arbitrary<UnaryOperator<Source.Builder>> present =
        Arbitraries.of(characters)
            .map(
                character ->
                    source ->
                        mark == Source.Mark.QUOTE
                            ? source.quote(character)
                            : source.delimiter(character));
    return Arbitraries.frequencyOf(
        Tuple.of(3, present),
        Tuple.of(1, Arbitraries.just(source -> source)),
        Tuple.of(1, Arbitraries.just(source -> source.without(mark))));
  }

  /** What a source says of other things than marks. */
  private static Arbitrary<Supplier<Source.Builder>> starts() {
    return Combinators.combine(
            Arbitraries.of(Source.Header.class),
            Arbitraries.of(Encoding.class).injectNull(0.5),
            Arbitraries.of(0, 1, 30),
            Arbitraries.of(Source.ShortRecords.class),
            styles().injectNull(0.5))
        .as(
            (header, encoding, skipRows, shortRecords, style) ->
                () ->
                    Source.builder()
                        .header(header)
                        .encoding(encoding)
                        .skipRows(skipRows)
                        .shortRecords(shortRecords)
                        .values(style));
  }

  private static Arbitrary<ValueStyle> styles() {
    return Combinators.combine(
            Arbitraries.of(',', '.', '·').injectNull(0.3),
            Arbitraries.of(' ', '\'', '_').injectNull(0.3),
            Arbitraries.of("dd.MM.yyyy", "dd.MM.yyyy HH:mm").list().uniqueElements().ofMaxSize(2),
            Arbitraries.of("Asia/Seoul", "Europe/Paris").injectNull(0.5),
            texts().list().ofMaxSize(2).injectNull(0.5))
        .as(ValueStyle::new);
  }

  private static Arbitrary<Column> columns() {
    return Arbitraries.oneOf(textColumns(), numberColumns(), timeColumns());
  }

  private static Arbitrary<Column> textColumns() {
    return Combinators.combine(
            names(),
            Arbitraries.of(Column.Requirement.class),
            Arbitraries.of(Column.Trim.class),
            Arbitraries.of(Column.LetterCase.class),
            texts().list().ofMaxSize(3).uniqueElements(),
            texts().injectNull(0.5),
            Arbitraries.of(1, 300).injectNull(0.5),
            Arbitraries.of("(?s).*", "[^\"]*'?", "\\d+ \t").injectNull(0.5))
        .as(
            (name, requirement, trim, letters, nulls, value, length, pattern) ->
                new Column(
                    name,
                    ColumnType.of(ColumnType.Kind.VARCHAR),
                    requirement,
                    trim,
                    letters,
                    nulls,
                    List.of(),
                    null,
                    '.',
                    null,
                    null,
                    null,
                    pattern,
                    value == null || pattern != null ? List.of() : List.of(value),
                    length,
                    pattern == null && length == null ? value : null));
  }

  private static Arbitrary<Column> numberColumns() {
    return Combinators.combine(
            names(),
            Arbitraries.of(
                ColumnType.of(ColumnType.Kind.BIGINT),
                ColumnType.of(ColumnType.Kind.DOUBLE),
                ColumnType.decimal(18, 2)),
            Arbitraries.of('.', ','),
            Arbitraries.of(' ', '\'', '\u00A0', '_').injectNull(0.5),
            Arbitraries.integers().between(-5, 5).injectNull(0.5))
        .as(
            (name, type, point, groups, bound) ->
                new Column(
                    name,
                    type,
                    Column.Requirement.OPTIONAL,
                    Column.Trim.KEEP,
                    Column.LetterCase.KEEP,
                    List.of(),
                    List.of(),
                    null,
                    point,
                    groups,
                    bound == null ? null : bound.toString(),
                    bound == null ? null : bound.toString(),
                    null,
                    List.of(),
                    null,
                    bound == null ? null : bound.toString()));
  }

  private static Arbitrary<Column> timeColumns() {
    return Combinators.combine(
            names(),
            Arbitraries.of("Asia/Seoul", "+09:00").injectNull(0.3),
            Arbitraries.of(0, 1, 2))
        .as(
            (name, zone, formats) ->
                new Column(
                    name,
                    ColumnType.of(ColumnType.Kind.TIMESTAMP),
                    Column.Requirement.OPTIONAL,
                    Column.Trim.KEEP,
                    Column.LetterCase.KEEP,
                    List.of(),
                    List.of("yyyy-MM-dd'T'HH:mm", "d. MMM yyyy, HH:mm").subList(0, formats),
                    zone,
                    '.',
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null));
  }

  private static Arbitrary<String> names() {
    return texts().filter(text -> !text.isBlank() && !text.startsWith("_") && text.indexOf(0) < 0);
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> odd =
        Arbitraries.strings()
            .withChars("ab1 _-,:;{}[]#&*!|>'\"%@`~?\\\t\n\r\u0000\u0085\u00A0\u2028\uFEFF가é.")
            .ofMaxLength(8);
    Arbitrary<String> words =
        Arbitraries.of(
            "null", "NO", "~", "true", "-", "- a", "a: b", "a #b", "007", "1e3", "=", "<<");
    Arbitrary<String> beyond = Arbitraries.of("𝒳", "\uD83D\uDE00", "이름");
    return Arbitraries.oneOf(odd, words, beyond);
  }
}
