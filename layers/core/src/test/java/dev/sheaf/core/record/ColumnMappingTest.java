package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.Admission;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Source.Header;
import dev.sheaf.core.dataset.Source.QuotedNewlines;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

  @Test
  void renamingComesFirst() {
    ColumnMapping mapping = mapping(UnknownColumns.IGNORE, Map.of("Amt", "AMOUNT", "id", "amount"));
    assertThat(mapping.columnsOf(List.of("AMT", "x"))).containsExactly(1, ColumnMapping.IGNORED);
    assertThat(mapping.column("ID")).isEqualTo(1);
    assertThat(mapping.column("amount")).isEqualTo(1);
  }

  @Test
  void namesCanBeSwapped() {
    ColumnMapping mapping = mapping(UnknownColumns.REJECT, Map.of("id", "amount", "amount", "id"));
    assertThat(mapping.columnsOf(List.of("amount", "id"))).containsExactly(0, 1);
    assertThat(mapping.absent(new int[] {1})).containsExactly(0);
  }

  @Test
  void twoNamesOfOneColumnAreRefused() {
    assertThatThrownBy(
            () ->
                mapping(UnknownColumns.REJECT, Map.of("amt", "amount"))
                    .columnsOf(List.of("id", "amt", "amount")))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessage(
            "columns 'amt' and 'amount' are both column 'Amount': change the renaming of source 'shop'");
  }

  @Test
  void fieldsWithoutNamesAreIgnoredTogether() {
    assertThat(mapping(UnknownColumns.IGNORE, Map.of()).columnsOf(List.of("id", "", " ")))
        .containsExactly(0, ColumnMapping.IGNORED, ColumnMapping.IGNORED);
  }

  @Test
  void unknownNamesAreToldApart() {
    assertThat(mapping(UnknownColumns.REJECT, Map.of()).column("x"))
        .isEqualTo(ColumnMapping.UNKNOWN);
    assertThatThrownBy(() -> mapping(UnknownColumns.REJECT, Map.of()).columnsOf(List.of("id", "x")))
        .isInstanceOf(UploadRefusedException.class)
        .hasMessageStartingWith("column 'x' is not in the definition of 'd': add it, rename it");
  }

  @Test
  void unknownNamesThatAreKeptAreToldApartFromColumns() {
    assertThat(mapping(UnknownColumns.KEEP, Map.of("amt", "amount")).columnsOf(List.of("x", "amt")))
        .containsExactly(ColumnMapping.KEPT, 1);
  }

  private static ColumnMapping mapping(UnknownColumns unknown, Map<String, String> rename) {
    Source source =
        new Source(
            null, null, 0, null, null, null, null, QuotedNewlines.ALLOWED, Header.PRESENT, rename);
    return ColumnMapping.of(
        new Definition(
            "d",
            Map.of("shop", source),
            List.of(column("id", "bigint").build(), column("Amount", "double").build()),
            unknown,
            0.0,
            Admission.ON_UPLOAD,
            List.of()),
        "shop");
  }
}
