package dev.sheaf.local.cli.read;

import dev.sheaf.core.snapshot.SnapshotChoice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which snapshot is meant, at most one of them. */
final class SnapshotOptions {
  @Option(names = "--version", paramLabel = "N", description = "The version with this number.")
  Optional<Integer> version = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "The version that was the newest then: 2026-06-01T12:00Z, or a day's beginning.")
  Optional<Instant> asOf = Optional.empty();

  @Option(names = "--tag", paramLabel = "TAG", description = "The version with this tag.")
  Optional<String> tag = Optional.empty();

  /** The snapshot that is meant; where no option was given, the newest. */
  SnapshotChoice choice() {
    return version
        .<SnapshotChoice>map(SnapshotChoice.Version::new)
        .or(() -> asOf.map(SnapshotChoice.AsOf::new))
        .or(() -> tag.map(SnapshotChoice.Tagged::new))
        .orElseGet(SnapshotChoice.Newest::new);
  }

  /** Reads a time in UTC, or with an offset. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        if (value.length() == "2026-06-01".length()) {
          return LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        TemporalAccessor time =
            DateTimeFormatter.ISO_DATE_TIME.parseBest(
                value.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime moment
            ? moment.toInstant()
            : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' is no time such as 2026-06-01T12:00Z or 2026-06-01".formatted(value));
      }
    }
  }
}
