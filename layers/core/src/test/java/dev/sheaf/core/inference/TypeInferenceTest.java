package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.upload.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeInferenceTest {
  private static final int SAMPLE_BYTES =
      Head.MAX_BYTES
          + ObjectSample.HEAD_BYTES
          + ObjectSample.RANGES * (ObjectSample.RANGE_BYTES + 1);

  @Test
  void samplesALargeUploadAllOverAndNotInFull() {
    // The head alone would say: id and value are integers, and nothing is missing.
    StringBuilder csv = new StringBuilder("id,value,note\n");
    for (int i = 0; i < 200_000; i++) {
      String value = i < 40_000 ? "7" : i % 10 == 0 ? "NA" : "%d.25".formatted(i);
      csv.append(i).append(',').append(value).append(",\"line\nof, 9,8,7\n6,5,\"\"4\"\"\"\n");
    }
    InMemoryObject object = object(csv.toString());

    Definition inferred = object.infer("big.csv");

    assertThat(inferred.columns())
        .extracting(Column::name, column -> column.type().toString(), Column::nulls)
        .containsExactly(
            tuple("id", "bigint", NullTokens.of(Kind.BIGINT)),
            tuple("value", "double", NullTokens.of(Kind.DOUBLE)),
            tuple("note", "varchar", List.of()));
    assertThat(object.bytesRead()).isLessThanOrEqualTo(SAMPLE_BYTES);
    // Each range is aligned to whole records, quoted line ends or not.
    assertThat(inferred.evidence().get(0)).doesNotContain("badly quoted");
  }

  @Test
  void takesNoTextOfATextColumnForNull() {
    String rows = "NA,Null,x,1\n".repeat(10) + "EMEA,Smith,\\N,2\n".repeat(30);

    assertThat(object("region,name,note,sales\n" + rows).infer("d.csv").columns())
        .filteredOn(column -> column.type().kind() == Kind.VARCHAR)
        .extracting(Column::name, Column::nulls)
        .containsExactly(
            tuple("region", List.of()), tuple("name", List.of()), tuple("note", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "-", "--", "**", "."})
  void aWordForAMissingNumberIsNullFromTheFirstOneOn(String word) {
    String text = "n\n" + "7\n".repeat(500) + word + "\n";

    Column column = object(text).infer("d.csv").columns().get(0);

    assertThat(column.type().kind()).isEqualTo(Kind.BIGINT);
    assertThat(column.nulls()).contains(word);
  }

  @Test
  void samplesLargeNdjsonToo() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("{\"id\":%d,\"at\":\"2024-01-01T00:00:00Z\"".formatted(i));
      lines.append(i < 50_000 ? "}\n" : ",\"late\":%d.5}\n".formatted(i));
    }
    InMemoryObject object = object(lines.toString());

    Definition inferred = object.infer("big.ndjson");

    assertThat(inferred.columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("id bigint", "at timestamp", "late double");
    assertThat(inferred.evidence().get(0)).doesNotContain("not JSON");
  }

  @Test
  void marksColumnsOfWhichNoValueWasSeen() {
    String rows = "1,,NA,\"\",x,2024-01-01\n".repeat(20) + "2,,NA,\"\",,\n";

    assertThat(object("id,empty,missing,blank,some,day\n" + rows).infer("d.csv").columns())
        .extracting(Column::name, Column::inference)
        .containsExactly(
            tuple("id", Column.Inference.FROM_VALUES),
            tuple("empty", Column.Inference.UNSETTLED),
            tuple("missing", Column.Inference.FROM_VALUES),
            tuple("blank", Column.Inference.FROM_VALUES),
            tuple("some", Column.Inference.FROM_VALUES),
            tuple("day", Column.Inference.FROM_VALUES));
  }

  @Test
  void marksKeysOfNdjsonOfWhichNoValueWasSeen() {
    String lines = "{\"id\":1,\"none\":null,\"blank\":\"\",\"deep\":{\"a\":null},\"on\":false}\n";

    assertThat(object(lines.repeat(20)).infer("d.ndjson").columns())
        .extracting(Column::name, Column::inference)
        .containsExactly(
            tuple("id", Column.Inference.FROM_VALUES),
            tuple("none", Column.Inference.UNSETTLED),
            tuple("blank", Column.Inference.FROM_VALUES),
            tuple("deep", Column.Inference.FROM_VALUES),
            tuple("on", Column.Inference.FROM_VALUES));
  }

  @Test
  void withoutARowNoValueWasSeen() {
    assertThat(object("a,b\n").infer("d.csv").columns())
        .extracting(Column::inference)
        .containsOnly(Column.Inference.UNSETTLED);
  }

  @Test
  void aDirtyHeadDoesNotChangeTypes() {
    StringBuilder csv = new StringBuilder("id,day\n");
    for (int i = 0; i < 50; i++) {
      csv.append(i % 2 == 0 ? "broken,row\n" : "too,many,fields\n");
    }
    for (int i = 0; i < 10_000; i++) {
      csv.append(i).append(",2024-01-01\n");
    }

    InMemoryObject object = object(csv.toString());

    assertThat(object.infer("d.csv").columns())
        .extracting(column -> column.type().toString())
        .containsExactly("bigint", "date");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 101, bigint",
    "1, 100, varchar",
    "2, 201, bigint",
    "2, 200, varchar",
    "1, 50, varchar"
  })
  void dirtStaysBelowTheRatioThatRefusesAnUpload(int dirty, int records, String type) {
    String text = "n,m\n" + "x,1\n".repeat(dirty) + "7,1\n".repeat(records - dirty);

    assertThat(types(object(text).infer("d.csv"))).containsExactly("n " + type, "m bigint");
  }

  @Test
  void theDirtOfAllColumnsTogetherDoesToo() {
    String dirt = "x,1,1\n1,x,1\n1,1,x\n";

    assertThat(types(object("a,b,c\n" + dirt + "7,7,7\n".repeat(298)).infer("d.csv")))
        .containsExactly("a bigint", "b bigint", "c bigint");
    assertThat(types(object("a,b,c\n" + dirt + "7,7,7\n".repeat(297)).infer("d.csv")))
        .containsExactly("a varchar", "b varchar", "c varchar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|1.5|double",
        "7|1e-05|double",
        "7|9223372036854775807|bigint",
        "7|9223372036854775808|decimal(38,0)",
        "1.5|9007199254740993|decimal(38,1)",
        "1.5|68.73999999999999|double",
        "1.5|12345678901234567.89|decimal(38,2)",
        "1.5|1e+300|double",
        "7|007|varchar",
        "7|+5|varchar",
        "7|1E5|varchar",
        "1.5|0012.50|varchar",
        "1.5|1.50|varchar",
        "10.0|10|double",
        "9.94|10.0|double",
        "7|1e999|bigint",
        "2.5|5;00|varchar",
        "1.234|5;00|double",
        "1.234|1;234|varchar",
        "7|6;116;432|bigint",
        "7|1;234|varchar",
      })
  void aNumberIsNeverDirtAmongNumbers(String usual, String rare, String type) {
    String text = "n;m\n" + (usual + ";1\n").repeat(500) + rare.replace(';', ',') + ";1\n";

    assertThat(types(object(text).infer("d.csv"))).containsExactly("n " + type, "m bigint");
  }

  @Test
  void whatOtherColumnsProveOfTheDecimalPointHolds() {
    assertThat(types(object("a;b\n1.234;5,00\n2.500;7,25\n").infer("d.csv")))
        .containsExactly("a bigint", "b double");
    assertThat(types(object("a;b\n1,234;5.00\n2,500;7.25\n").infer("d.csv")))
        .containsExactly("a bigint", "b double");
    assertThat(types(object("a;b\n1.234;x\n2.500;y\n").infer("d.csv")))
        .containsExactly("a double", "b varchar");
    assertThat(types(object("a;b;c\n1.234;5,00;2.5\n2.500;7,25;3.5\n").infer("d.csv")))
        .containsExactly("a varchar", "b double", "c double");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|\"7\"|varchar",
        "7|\"\"|varchar",
        "7|\"NA\"|varchar",
        "7|true|varchar",
        "7|null|bigint",
        "7|1.10|double",
        "7|1E5|double",
        "1.1|1.10|double",
        "1.5|9007199254740993|decimal(38,1)",
        "true|\"true\"|varchar",
        "true|1|varchar",
        "\"2024-01-01\"|\"\"|varchar",
        "\"2024-01-01\"|null|date",
        "[1]|1|json",
      })
  void ofJsonOnlyNullIsNullAndOnlyNumbersAreNumbers(String usual, String rare, String type) {
    String text = ("{\"n\":" + usual + "}\n").repeat(50) + "{\"n\":" + rare + "}\n";

    assertThat(types(object(text).infer("d.ndjson"))).containsExactly("n " + type);
  }

  private static List<String> types(Definition definition) {
    return definition.columns().stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.csv", "d.ndjson", "d"})
  void refusesAnEmptyUpload(String key) {
    InMemoryObject object = object("");

    assertThatThrownBy(() -> object.infer(key))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageStartingWith("the upload is empty");
  }

  @Test
  void refusesLinesThatAreNotObjects() {
    InMemoryObject object = object("[1]\n2\nx\n");

    assertThatThrownBy(() -> object.infer("d.ndjson"))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessage("none of the 3 lines sampled is a JSON object with a sound key");
  }

  @Test
  void pinsTheSourceUnderItsName() {
    InMemoryObject object = object("a;b\n1;2\n");

    Definition inferred = object.infer("orders/shop/x.csv");

    assertThat(inferred.dataset()).isEqualTo("orders");
    assertThat(inferred.sources()).containsOnlyKeys("shop");
    assertThat(inferred.source("shop").delimiter()).isEqualTo(';');
  }

  private static InMemoryObject object(String text) {
    return new InMemoryObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
