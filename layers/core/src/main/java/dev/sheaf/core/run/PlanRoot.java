package dev.sheaf.core.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.json.DocumentFormat;
import dev.sheaf.core.json.Formatted;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ResultKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is stored: what is true of all of it, and on which pages its uploads stand.
 *
 * @param format null: 1, in which the uploads stand in the document, and results lie by run
 * @param fingerprint version by which rows are fingerprinted; null: 1
 * @param uploads in format 1
 * @param pages of uploads, in upload order
 */
record PlanRoot(
    @Nullable Integer format,
    String run,
    String dataset,
    String definitionDigest,
    long segmentBytes,
    @Nullable FingerprintVersion fingerprint,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<PlannedUpload> uploads,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Lake.Stored> pages)
    implements Formatted {

  static final DocumentFormat FORMAT = new DocumentFormat(2);

  PlanRoot {
    uploads = List.copyOf(uploads);
    pages = List.copyOf(pages);
  }

  /**
   * @param all uploads, in upload order
   */
  Plan plan(List<PlannedUpload> all) {
    return new Plan(
        run,
        dataset,
        definitionDigest,
        segmentBytes,
        fingerprint == null ? FingerprintVersion.V1 : fingerprint,
        format == null ? ResultKeys.Layout.BY_RUN : ResultKeys.Layout.BY_DATASET,
        all);
  }
}
