package dev.sheaf.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.yaml.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputScannerTest {
  @TempDir Path root;

  @Test
  void takesFoldersAsSourcesAndFilesAsTheDefaultSource() throws IOException {
    write("Orders/shop/b.csv");
    write("Orders/shop/2026/a.csv");
    write("Orders/market/a.ndjson");
    write("Orders/c.csv");
    write("Orders/.hidden.csv");
    write("Orders/shop/.cache/d.csv");

    List<DatasetInput> inputs = scanner().scan(List.of(root.resolve("Orders")));

    assertThat(inputs).hasSize(1);
    assertThat(inputs.get(0).definition()).isEmpty();
    assertThat(inputs.get(0).files())
        .extracting(InputFile::key)
        .containsExactly(
            "orders/default/c.csv",
            "orders/market/a.ndjson",
            "orders/shop/2026/a.csv",
            "orders/shop/b.csv");
  }

  @Test
  void takesTheNameOfTheDefinition() throws IOException {
    write("folder/a.csv");
    Files.writeString(
        root.resolve("folder/any.yaml"), "dataset: orders\ncolumns: { id: bigint }\n");

    DatasetInput input = scanner().scan(List.of(root.resolve("folder"))).get(0);

    assertThat(input.dataset()).isEqualTo("orders");
    assertThat(input.definition()).isPresent();
    assertThat(input.files()).extracting(InputFile::key).containsExactly("orders/default/a.csv");
  }

  @Test
  void namesADatasetAfterASingleFile() throws IOException {
    write("2026 Sales.csv");

    assertThat(scanner().scan(List.of(root.resolve("2026 Sales.csv"))).get(0).files())
        .extracting(InputFile::key)
        .containsExactly("d_2026_sales/default/2026 Sales.csv");
    assertThat(
            new InputScanner(Optional.of("sales"), Optional.of("shop"))
                .scan(List.of(root.resolve("2026 Sales.csv")))
                .get(0)
                .files())
        .extracting(InputFile::key)
        .containsExactly("sales/shop/2026 Sales.csv");
  }

  @Test
  void putsSeveralPathsOfOneDatasetTogether() throws IOException {
    write("a.csv");
    write("b.csv");

    List<DatasetInput> inputs =
        new InputScanner(Optional.of("sales"), Optional.empty())
            .scan(List.of(root.resolve("b.csv"), root.resolve("a.csv")));

    assertThat(inputs).hasSize(1);
    assertThat(inputs.get(0).files())
        .extracting(InputFile::key)
        .containsExactly("sales/default/a.csv", "sales/default/b.csv");
  }

  @Test
  void refusesTwoDefinitions() throws IOException {
    write("orders/a.csv");
    write("orders/one.yaml");
    write("orders/two.yml");

    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("orders"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 definitions, one.yaml and two.yml");
  }

  @Test
  void refusesTwoFilesOfOneKey() throws IOException {
    write("orders/a.csv");
    write("orders/default/a.csv");

    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("orders"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("would both be uploaded as orders/default/a.csv");
  }

  @Test
  void refusesWhatCannotBeNamed() throws IOException {
    write("orders/Shop 1/a.csv");

    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("orders"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot name a source")
        .hasMessageContaining("--source shop_1");
  }

  @Test
  void refusesAFolderWithoutFilesAndADefinitionAsAFile() throws IOException {
    Files.createDirectories(root.resolve("empty/source"));
    write("orders.yaml");

    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("empty"))))
        .hasMessageContaining("no files to load");
    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("orders.yaml"))))
        .hasMessageContaining("sheaf apply");
  }

  @Test
  void refusesADefinitionOfAnotherDataset() throws IOException {
    write("folder/a.csv");
    Files.writeString(
        root.resolve("folder/orders.yaml"), "dataset: orders\ncolumns: { id: bigint }\n");

    assertThatThrownBy(
            () ->
                new InputScanner(Optional.of("sales"), Optional.empty())
                    .scan(List.of(root.resolve("folder"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of dataset 'orders', not of 'sales'");
  }

  @Test
  void tellsTheErrorsOfADefinitionWithTheirPlace() throws IOException {
    write("orders/a.csv");
    Files.writeString(
        root.resolve("orders/orders.yaml"),
        "dataset: orders\ncolumns: { id: bigint }\ncolour: x\n");

    assertThatThrownBy(() -> scanner().scan(List.of(root.resolve("orders"))))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("orders.yaml:3:1")
        .hasMessageContaining("colour");
  }

  private static InputScanner scanner() {
    return new InputScanner(Optional.empty(), Optional.empty());
  }

  private void write(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
