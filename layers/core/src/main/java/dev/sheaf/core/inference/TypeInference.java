package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a definition for a dataset that nobody has defined, from its first upload: names from the
 * header, types that alter nothing of a sample that is spread over the object, and the usual texts
 * for NULL in columns that are not texts themselves. A few dirty records change nothing; they will be
 * rejects.
 */
public final class TypeInference {
  private TypeInference() {}

  /**
   * Infers the definition. What the upload shows of its source is pinned in it too.
   *
   * @param content of the upload, opened; stays open
   * @throws UploadRefusedException if the upload is empty or of no known format, or its header
   *     cannot be used
   */
  public static Definition infer(Upload upload, long contentBytes, ObjectReader content) {
    return infer(upload, Source.detected(), contentBytes, content);
  }

  /**
   * The same of an upload of which something is declared.
   *
   * @param declared what is known of its source
   */
  public static Definition infer(
      Upload upload, Source declared, long contentBytes, ObjectReader content) {
    String key = upload.object().key();
    Head head = Head.read(content, contentBytes);
    HeadText text = HeadText.of(head, declared, key);
    List<ObjectSample.Chunk> chunks = ObjectSample.read(content, contentBytes, text.encoding());
    Inferred inferred =
        switch (FormatDetector.detect(text, declared, key)) {
          case CSV -> {
            Source source = Preamble.read(text, declared, key, Set.of());
            yield CsvInference.infer(HeadText.of(head, source, key), source, key, chunks);
          }
          case NDJSON -> NdjsonInference.infer(text, chunks);
        };
    List<String> evidence = new ArrayList<>();
    evidence.add("inferred from %s: %s".formatted(key, inferred.evidence()));
    inferred.columns().forEach(column -> evidence.add(column.evidence()));
    if (inferred.columns().stream().anyMatch(found -> !found.column().nulls().isEmpty())) {
      evidence.add(NullTokens.EVIDENCE);
    }
    return new Definition(
        upload.dataset(),
        Map.of(upload.source(), inferred.source()),
        inferred.columns().stream().map(ColumnFinding::column).toList(),
        Definition.UnknownColumns.REJECT,
        null,
        Definition.Admission.ON_UPLOAD,
        evidence);
  }
}
