package dev.sheaf.local.session;

import dev.sheaf.local.store.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a command wants of a store.
 *
 * @param folder of the store
 * @param command as it was started, for others to see
 * @param access what it is going to do
 * @param segmentBytes size of a segment, if it is not to be chosen by the size of the upload
 * @param patience how long to wait for a process that has the store and ends soon
 */
public record SessionRequest(
    Path folder,
    String command,
    Access access,
    OptionalLong segmentBytes,
    Ports ports,
    Duration patience) {

  /** How processes that keep serving a store begin their command. */
  static final String SERVING = "sheaf up";

  /** What a command does with a store. */
  public enum Access {
    /** Look at what is there. */
    READ,
    /** Write a definition. */
    DEFINE,
    /** Load uploads. */
    LOAD,
    /** Serve the store to others until told to stop. */
    SERVE
  }

  public static SessionRequest read(Path folder, String command) {
    return new SessionRequest(
        folder, command, Access.READ, OptionalLong.empty(), Ports.FREE, Duration.ofSeconds(5));
  }

  public SessionRequest withAccess(Access other) {
    return new SessionRequest(folder, command, other, segmentBytes, ports, patience);
  }

  public SessionRequest withSegmentBytes(OptionalLong bytes) {
    return new SessionRequest(folder, command, access, bytes, ports, patience);
  }

  public SessionRequest withPorts(Ports other) {
    return new SessionRequest(folder, command, access, segmentBytes, other, patience);
  }

  public SessionRequest withPatience(Duration other) {
    return new SessionRequest(folder, command, access, segmentBytes, ports, other);
  }

  Services services() {
    return access == Access.READ ? Services.STORAGE : Services.ALL;
  }

  /** Values for the parameters of the template. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Announcements", EventLog.of(folder).uri().toString());
    segmentBytes.ifPresent(bytes -> parameters.put("SegmentBytes", Long.toString(bytes)));
    return parameters;
  }
}
