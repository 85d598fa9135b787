package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.trace.NoRawRejectsException;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectArchiveTest {
  private static final String LENIENT =
      "dataset: d\ncolumns: { id: bigint, name: varchar }\nrejects: { max_ratio: 1 }\n";

  private static final String WITHOUT_HEADER =
      LENIENT + "sources: { default: { format: csv, header: false, delimiter: ',' } }\n";

  @TempDir Path scratch;

  @Test
  void rejectsOfAllSegmentsAreOneUploadInItsOrder() throws IOException {
    MemorySheaf sheaf = sheaf(5, LENIENT);
    UploadItem record =
        load(sheaf, "id,name\r\n1,a\r\nx,\"b\r\nc\"\r\n2,d\r\n\"y\r\n\"\"\",e\r\n3,f\r\nz,g");

    assertThat(raw(sheaf, record)).isEqualTo("id,name\r\nx,\"b\r\nc\"\r\n\"y\r\n\"\"\",e\r\nz,g");
  }

  @Test
  void rejectsOfARefusedUploadAreThere() throws IOException {
    MemorySheaf sheaf = sheaf(5, LENIENT.replace("max_ratio: 1", "max_ratio: 0.1"));
    UploadItem record = load(sheaf, "id,name\n1,a\nx,b\n");

    assertThat(record.state()).isEqualTo(UploadState.REFUSED);
    assertThat(raw(sheaf, record)).isEqualTo("id,name\nx,b\n");
  }

  @Test
  void withoutRejectsNothingIsWritten() throws IOException {
    MemorySheaf sheaf = sheaf(5, LENIENT);

    assertThat(raw(sheaf, load(sheaf, "id,name\n1,a\n"))).isEmpty();
  }

  /** Where a quote is never closed, nobody knows where the records are. */
  @Test
  void anUploadThatCannotBeFramedHasNone() {
    MemorySheaf sheaf = sheaf(5, LENIENT);
    UploadItem record = load(sheaf, "id,name\nx,b\n1,\"a\nx,c\n");

    assertThatThrownBy(() -> raw(sheaf, record))
        .isInstanceOf(NoRawRejectsException.class)
        .hasMessageContaining("it could not be read as a whole")
        .hasMessageContaining("quote");
  }

  @Test
  void anUploadOnItsWayHasNoneYet() {
    MemorySheaf sheaf = sheaf(5, LENIENT);
    ObjectVersion object = sheaf.upload("d/a.csv", "id,name\nx,b\n");
    sheaf.event("d/a.csv");

    assertThatThrownBy(() -> raw(sheaf, sheaf.record("d", object)))
        .isInstanceOf(NoRawRejectsException.class)
        .hasMessageContaining("is still being read");
  }

  /** Of a record that is longer than a reject holds, the upload has the bytes. */
  @Test
  void hugeRecordsComeFromTheUpload() throws IOException {
    MemorySheaf sheaf = sheaf(1 << 20, LENIENT);
    String huge = "x," + "y".repeat(2_500_000) + "\n";
    UploadItem record = load(sheaf, "id,name\n1,a\n" + huge + "z,b\n");

    assertThat(raw(sheaf, record)).isEqualTo("id,name\n" + huge + "z,b\n");
  }

  @Test
  void whatIsLostWithTheUploadIsNamed() {
    MemorySheaf sheaf = sheaf(5, LENIENT);
    UploadItem record = load(sheaf, "id,name\nx,b\n");
    sheaf.store.delete(MemorySheaf.LANDING, "d/a.csv");

    assertThatThrownBy(() -> raw(sheaf, record))
        .isInstanceOf(NoRawRejectsException.class)
        .hasMessageContaining("s3://landing/d/a.csv was deleted")
        .hasMessageContaining("before its first record");
  }

  @Test
  void whatIsNotWhatWasWrittenIsNotShown() {
    MemorySheaf sheaf = sheaf(5, LENIENT);
    UploadItem record = load(sheaf, "id,name\nx,b\n");
    List<RejectObject> objects = sheaf.head("d").contributions().get(0).rejectObjects();
    assertThat(objects).hasSize(1).isEqualTo(sheaf.rejects().objects(record));
    String key = objects.get(0).key();
    byte[] damaged = sheaf.lake.require(key).clone();
    damaged[damaged.length - 5] ^= 1;
    sheaf.store.put(MemorySheaf.LAKE, key, damaged);

    assertThatThrownBy(() -> raw(sheaf, record))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("s3://lake/%s is not what was written there", key);
    assertThatThrownBy(() -> sheaf.rejects().read(objects, reject -> {})).hasMessageContaining(key);
  }

  @Test
  void withoutAHeaderTheUploadIsNotNeeded() throws IOException {
    MemorySheaf sheaf = sheaf(5, WITHOUT_HEADER);
    UploadItem record = load(sheaf, "1,a\nx,b\n");
    sheaf.store.delete(MemorySheaf.LANDING, "d/a.csv");

    assertThat(raw(sheaf, record)).isEqualTo("x,b\n");
  }

  @Test
  void theNameIsNotTheUploadsAndTellsTheFormat() {
    assertThat(nameFor("d/x/a.b.tsv", "id\tname\nx\tb\n")).isEqualTo("a.b.rejects.tsv");
    assertThat(nameFor("d/a.NDJSON", "{\"id\":\"x\"}\n")).isEqualTo("a.rejects.NDJSON");
    assertThat(nameFor("d/a.json", "{\"id\":\"x\"}\n")).isEqualTo("a.json.rejects.ndjson");
    assertThat(nameFor("d/orders", "id,name\nx,b\n")).isEqualTo("orders.rejects.csv");
  }

  private String nameFor(String key, String content) {
    MemorySheaf sheaf = sheaf(100, LENIENT);
    return sheaf.rejects().rawFileName(load(sheaf, key, content));
  }

  private MemorySheaf sheaf(long segmentBytes, String definition) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(DefinitionParser.parse("d.yaml", definition));
    return sheaf;
  }

  private static UploadItem load(MemorySheaf sheaf, String content) {
    return load(sheaf, "d/a.csv", content);
  }

  private static UploadItem load(MemorySheaf sheaf, String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
    return sheaf.record("d", object);
  }

  private static String raw(MemorySheaf sheaf, UploadItem record) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    long records = sheaf.rejects().writeRaw(record, target);
    assertThat(records > 0).isEqualTo(target.size() > 0);
    return target.toString(StandardCharsets.UTF_8);
  }
}
