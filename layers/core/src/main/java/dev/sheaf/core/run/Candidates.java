package dev.sheaf.core.run;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.Upload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The uploads that a run would like to have; the claims decide which it gets. Frozen in S3 before
 * the first claim, so that anyone can resume the run.
 *
 * @param fingerprintVersion by which their rows are fingerprinted; 1 where a document says none
 * @param uploads at least one, kept in upload order
 */
public record Candidates(
    String dataset,
    String definitionDigest,
    FingerprintVersion fingerprintVersion,
    List<Candidate> uploads) {

  /** The most uploads that one run takes. */
  public static final int MAX_UPLOADS = 10_000;

  /** An upload at its n-th try: a reload after a refusal counts one up. */
  public record Candidate(Upload upload, int attempt) {

    /** The next try at an upload: its first, or one after that which has its outcome. */
    public static Candidate next(UploadItem record) {
      return new Candidate(
          record.upload(), record.state().isOutcome() ? record.attempt() + 1 : record.attempt());
    }
  }

  public Candidates {
    LandingKey.requireName("dataset", dataset);
    fingerprintVersion = requireNonNullElse(fingerprintVersion, FingerprintVersion.V1);
    uploads = uploads.stream().sorted(Comparator.comparing(Candidate::upload)).toList();
    if (uploads.isEmpty() || uploads.size() > MAX_UPLOADS) {
      throw new IllegalArgumentException(
          "a run takes 1 to %d uploads, not %d".formatted(MAX_UPLOADS, uploads.size()));
    }
  }

  /** The run's id, 24 hexadecimal digits: the same candidates are the same run. */
  @JsonIgnore
  public String run() {
    List<String> parts = new ArrayList<>(List.of(dataset, definitionDigest));
    if (fingerprintVersion != FingerprintVersion.V1) {
      parts.add("fingerprint " + fingerprintVersion);
    }
    for (Candidate candidate : uploads) {
      parts.add(candidate.upload().id());
      parts.add(Integer.toString(candidate.attempt()));
    }
    return Digest.of(parts.toArray(String[]::new)).hex(24);
  }
}
