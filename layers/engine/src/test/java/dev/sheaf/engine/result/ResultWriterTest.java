package dev.sheaf.engine.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sheaf.engine.Samples;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWriterTest {
  private static final String TYPES =
      """
      SELECT true AS b, 1::TINYINT AS t, -9223372036854775808 AS i, 9007199254740993::BIGINT AS j,
        170141183460469231731687303715884105727::HUGEINT AS h, 18446744073709551615::UBIGINT AS u,
        12.340::DECIMAL(38,10) AS d, 1e-7::DOUBLE AS e, 2e-3::DOUBLE AS f, 'nan'::DOUBLE AS nan,
        '-inf'::DOUBLE AS inf, 0.1::FLOAT AS g, DATE '2024-02-29' AS day,
        TIMESTAMP '2024-03-31 02:30:00.000001' AS ts, TIMESTAMP '2024-01-01' AS midnight,
        TIMESTAMPTZ '2024-01-01 00:00:00+09' AS tz, TIME '10:00:00' AS ti, INTERVAL 3 DAYS AS iv,
        'a "b", é' AS s, '' AS e0, NULL AS n, [1.50, NULL]::DECIMAL(5,2)[] AS l,
        {'k': [TIMESTAMP '2024-01-01'], 'm': 'x'} AS st, MAP {'a': 1} AS m, '{"z": [1, 2.50]}'::JSON AS js,
        'infinity'::TIMESTAMP AS tinf, '-infinity'::DATE AS dinf, 'ab'::BLOB AS bl,
        '00000000-0000-0000-0000-000000000001'::UUID AS id, 'x'::ENUM('x', 'y') AS en
      """;

  @TempDir Path folder;
  private TimeZone zone;

  /** 2024-03-31 02:30 does not exist there. */
  @BeforeEach
  void useAZoneWithGaps() {
    zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zone);
  }

  @Test
  void everyTypeAsNdjson() {
    assertThat(Samples.text(folder, TYPES, OutputFormat.NDJSON))
        .isEqualTo(
            """
            {"b":true,"t":1,"i":-9223372036854775808,"j":9007199254740993,\
            "h":170141183460469231731687303715884105727,"u":18446744073709551615,\
            "d":12.3400000000,"e":1.0E-7,"f":0.002,"nan":"NaN","inf":"-Infinity","g":0.1,\
            "day":"2024-02-29","ts":"2024-03-31T02:30:00.000001Z","midnight":"2024-01-01T00:00:00Z",\
            "tz":"2023-12-31T15:00:00Z","ti":"10:00:00","iv":"3 days","s":"a \\"b\\", é","e0":"",\
            "n":null,"l":[1.50,null],"st":{"k":["2024-01-01T00:00:00Z"],"m":"x"},"m":{"a":1},\
            "js":{"z": [1, 2.50]},"tinf":"infinity","dinf":"-infinity","bl":"YWI=",\
            "id":"00000000-0000-0000-0000-000000000001","en":"x"}
            """);
  }

  @Test
  void everyTypeAsCsv() {
    assertThat(Samples.text(folder, TYPES, OutputFormat.CSV).split("\n", 2)[1])
        .isEqualTo(
            """
            true,1,-9223372036854775808,9007199254740993,170141183460469231731687303715884105727,\
            18446744073709551615,12.3400000000,1.0E-7,0.002,NaN,-Infinity,0.1,2024-02-29,\
            2024-03-31T02:30:00.000001Z,2024-01-01T00:00:00Z,2023-12-31T15:00:00Z,10:00:00,3 days,\
            "a ""b"", é","",,"[1.50,null]",\
            "{""k"":[""2024-01-01T00:00:00Z""],""m"":""x""}","{""a"":1}","{""z"": [1, 2.50]}",\
            infinity,-infinity,YWI=,00000000-0000-0000-0000-000000000001,x
            """);
  }

  @Test
  void jsonIsOneArray() throws Exception {
    String json =
        Samples.text(
            folder, "SELECT range AS n, {'a': [range]} AS s FROM range(3)", OutputFormat.JSON);
    JsonNode parsed = new ObjectMapper().readTree(json);

    assertThat(parsed).hasSize(3);
    assertThat(parsed.get(2)).hasToString("{\"n\":2,\"s\":{\"a\":[2]}}");
    assertThat(Samples.text(folder, "SELECT 1 WHERE false", OutputFormat.JSON)).isEqualTo("[\n]\n");
    assertThat(Samples.text(folder, "SELECT 1 WHERE false", OutputFormat.NDJSON)).isEmpty();
  }

  @Test
  void tableIsAligned() {
    assertThat(
            Samples.text(
                folder,
                "SELECT * FROM (VALUES (1, 'seoul 서울', 1.5), (1000, NULL, NULL), (-20, '', 22.25))"
                    + " AS t(number, name, ratio)",
                OutputFormat.TABLE))
        .isEqualTo(
            """
            number | name       | ratio
            -------+------------+------
                 1 | seoul 서울 |  1.50
              1000 | NULL       |  NULL
               -20 |            | 22.25
            """);
  }

  @Test
  void aTableNeverSendsControlCharactersToTheTerminal() {
    String table =
        Samples.text(
            folder,
            "SELECT 'a' || chr(27) || '[31m' || chr(10) || chr(8238) || chr(7) AS x",
            OutputFormat.TABLE);

    assertThat(table).contains("a\\u{1b}[31m\\n\\u{202e}\\u{7}");
    assertThat(table.replace("\n", "").chars()).noneMatch(c -> c < 32 || c == 8238);
  }

  @Test
  void aTableOfManyRowsShowsThemAll() {
    String table = Samples.text(folder, "SELECT range FROM range(2500)", OutputFormat.TABLE);
    assertThat(table.lines()).hasSize(2502).last().isEqualTo(" 2499");
  }

  @Test
  void namesThatOccurTwiceStayApart() {
    assertThat(Samples.text(folder, "SELECT 1 AS a, 2 AS a, 3 AS \"A\"", OutputFormat.NDJSON))
        .isEqualTo("{\"a\":1,\"a_1\":2,\"A_2\":3}\n");
  }
}
