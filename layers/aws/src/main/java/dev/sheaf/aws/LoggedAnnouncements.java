package dev.sheaf.aws;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.TransientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends events to a local file, a JSON line each, as EventBridge would deliver them. */
final class LoggedAnnouncements implements Announcements {
  private final Path log;

  LoggedAnnouncements(Path log) {
    this.log = log;
  }

  @Override
  public void committed(SnapshotRecord snapshot) {
    String line =
        Json.mapper()
            .createObjectNode()
            .put("source", CommitEvent.SOURCE)
            .put("detail-type", CommitEvent.TYPE)
            .put("time", snapshot.created().toString())
            .set("detail", CommitEvent.of(snapshot))
            .toString();
    try {
      Files.writeString(
          log,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new TransientException("cannot append to the log of events " + log, e);
    }
  }
}
