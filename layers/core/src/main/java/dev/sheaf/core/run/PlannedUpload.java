package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.upload.Content;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An upload of a run: how it is to be read, or why it cannot be. */
public sealed interface PlannedUpload {

  Upload upload();

  /** 1 at first, one more with every reload. */
  int attempt();

  /** An upload that can be read. */
  record Readable(Upload upload, int attempt, UploadLayout layout) implements PlannedUpload {
    public Readable {
      requireNonNull(upload);
      requireNonNull(layout);
    }

    /** The bytes that the layout is of. */
    public Content content() {
      return Content.of(upload);
    }

    @Override
    public Cuts cuts(long segmentBytes) {
      return layout.cuts(content().bytes(), segmentBytes);
    }

    @Override
    public <T> T match(Function<Readable, T> readable, Function<Refused, T> refused) {
      return readable.apply(this);
    }
  }

  /** An upload that is not read at all. */
  record Refused(Upload upload, int attempt, UploadOutcome refusal) implements PlannedUpload {
    public Refused {
      requireNonNull(upload);
      requireNonNull(refusal);
    }

    @Override
    public Cuts cuts(long segmentBytes) {
      return Cuts.none(segmentBytes);
    }

    @Override
    public <T> T match(Function<Readable, T> readable, Function<Refused, T> refused) {
      return refused.apply(this);
    }
  }

  /** Where the upload is cut. */
  Cuts cuts(long segmentBytes);

  /** What belongs to the kind of upload that this is. */
  <T> T match(Function<Readable, T> readable, Function<Refused, T> refused);

  /** As it stands in a plan: with a layout or a refusal. */
  @JsonCreator
  static PlannedUpload of(
      @JsonProperty("upload") Upload upload,
      @JsonProperty("attempt") int attempt,
      @JsonProperty("layout") @Nullable UploadLayout layout,
      @JsonProperty("refusal") @Nullable UploadOutcome refusal) {
    if (layout != null && refusal == null) {
      return new Readable(upload, attempt, layout);
    }
    if (layout == null && refusal != null) {
      return new Refused(upload, attempt, refusal);
    }
    throw new IllegalArgumentException(
        "%s has either a layout or a refusal".formatted(upload.object().uri()));
  }
}
