package dev.sheaf.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.SnapshotRecord;

/** What an event says of a commit. Dataset and version name it, should it come twice. */
final class CommitEvent {
  static final String SOURCE = "sheaf";
  static final String TYPE = "Snapshot Committed";

  private CommitEvent() {}

  /** {@code dataset, version, rows, rejects, parts, bytes, fingerprint, manifest}. */
  static ObjectNode of(SnapshotRecord snapshot) {
    return Json.mapper()
        .createObjectNode()
        .put("dataset", snapshot.dataset())
        .put("version", snapshot.version())
        .put("rows", snapshot.rows())
        .put("rejects", snapshot.counts().rejects())
        .put("parts", snapshot.parts())
        .put("bytes", snapshot.bytes())
        .put("fingerprint", snapshot.fingerprint())
        .put("manifest", snapshot.manifestKey());
  }
}
