package dev.sheaf.local.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.upload.Upload;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What is known of things, as the documents of {@code --json}. */
public final class Described {
  private Described() {}

  public static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  public static <T> ArrayNode array(Collection<T> items, Function<T, ObjectNode> describe) {
    ArrayNode array = Json.mapper().createArrayNode();
    items.forEach(item -> array.add(describe.apply(item)));
    return array;
  }

  public static ArrayNode texts(List<String> items) {
    ArrayNode array = Json.mapper().createArrayNode();
    items.forEach(array::add);
    return array;
  }

  /** {@code dataset, version, records, rows, rejects, filtered, parts, bytes, fingerprint}. */
  public static ObjectNode snapshot(Manifest manifest) {
    return snapshot(SnapshotRecord.of(new ManifestStore.Stored(manifest, "", ""), List.of()));
  }

  /** As {@link #snapshot(Manifest)}. */
  public static ObjectNode snapshot(SnapshotRecord snapshot) {
    ObjectNode node = object();
    node.put("dataset", snapshot.dataset());
    node.put("version", snapshot.version());
    counts(node, snapshot.counts());
    node.put("rows", snapshot.rows());
    node.put("parts", snapshot.parts());
    node.put("bytes", snapshot.bytes());
    node.put("fingerprint", snapshot.fingerprint());
    node.put("fingerprint_version", snapshot.fingerprintVersion().number());
    return node;
  }

  public static void counts(ObjectNode node, Counts counts) {
    node.put("records", counts.records());
    node.put("rows", counts.rows());
    node.put("rejects", counts.rejects());
    node.put("filtered", counts.filtered());
  }

  public static ObjectNode upload(UploadItem record) {
    ObjectNode node = identity(record.upload());
    node.put("state", record.state().name());
    node.put("attempt", record.attempt());
    node.put("run", record.run());
    node.put("reason", record.reason());
    return node;
  }

  public static ObjectNode contribution(Contribution contribution) {
    ObjectNode node = identity(contribution.upload());
    counts(node, contribution.counts());
    node.put("run", contribution.run());
    return node;
  }

  public static ObjectNode run(RunItem record) {
    ObjectNode node = object();
    node.put("run", record.run());
    node.put("state", record.state().name());
    node.put("created", record.created().toString());
    node.put("version", record.snapshot());
    node.put("reason", record.reason());
    return node;
  }

  private static ObjectNode identity(Upload upload) {
    ObjectNode node = object();
    node.put("key", upload.object().key());
    node.put("id", upload.id());
    node.put("source", upload.source());
    node.put("last_modified", upload.object().lastModified().toString());
    node.put("bytes", upload.object().sizeBytes());
    return node;
  }
}
