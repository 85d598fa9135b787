package dev.sheaf.aws;

import dev.sheaf.core.snapshot.Announcements;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A function's configuration, read once from its environment and checked whole. */
final class Settings {
  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Reads the settings that a function declares; none has a default.
   *
   * @throws IllegalArgumentException if some are missing or malformed; the message names each
   *     variable and what belongs there
   */
  public static Settings read(Map<String, String> environment, Set<Setting> reads) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    List<String> problems = new ArrayList<>();
    for (Setting setting : new TreeSet<>(reads)) {
      String value = environment.getOrDefault(setting.variable(), "").strip();
      if (value.isEmpty()) {
        problems.add("%s is not set: %s".formatted(setting.variable(), setting.meaning()));
      } else if (!isValid(setting, value)) {
        problems.add(
            "%s is '%s': it must be %s".formatted(setting.variable(), value, setting.meaning()));
      }
      values.put(setting, value);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("environment: " + String.join("; ", problems));
    }
    return new Settings(values);
  }

  public String landingBucket() {
    return value(Setting.LANDING_BUCKET);
  }

  public String lakeBucket() {
    return value(Setting.LAKE_BUCKET);
  }

  public String table() {
    return value(Setting.TABLE);
  }

  public String segmentsQueueUrl() {
    return value(Setting.SEGMENTS_QUEUE_URL);
  }

  public String hintsQueueUrl() {
    return value(Setting.HINTS_QUEUE_URL);
  }

  /** Size of a segment; 0: automatic. */
  public long segmentBytes() {
    return Long.parseLong(value(Setting.SEGMENT_BYTES));
  }

  /** Where commits are announced. */
  Announcements announcements(AwsClients clients) {
    String target = value(Setting.ANNOUNCEMENTS);
    return target.startsWith("file:")
        ? new LoggedAnnouncements(Path.of(URI.create(target)))
        : new EventBridgeAnnouncements(clients.eventBridge(), target);
  }

  /** For how long a run may stand still before it is helped on. */
  public Duration stall() {
    return Duration.ofSeconds(Long.parseLong(value(Setting.STALL_SECONDS)));
  }

  private String value(Setting setting) {
    String value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(
          "the function does not declare that it reads " + setting.variable());
    }
    return value;
  }

  private static boolean isValid(Setting setting, String value) {
    return switch (setting) {
      case LANDING_BUCKET, LAKE_BUCKET, TABLE -> value.matches("[A-Za-z0-9._-]+");
      case SEGMENTS_QUEUE_URL, HINTS_QUEUE_URL -> isUrl(value);
      case SEGMENT_BYTES -> value.matches("\\d{1,18}");
      case ANNOUNCEMENTS -> value.matches("file:///.+|[A-Za-z0-9._/-]+");
      case STALL_SECONDS -> value.matches("\\d{1,7}");
    };
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }
}
