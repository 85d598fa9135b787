package dev.sheaf.core.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.store.ObjectReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the content of one upload is laid out; found once, pinned in the plan, the same for all its
 * segments.
 */
public sealed interface UploadLayout permits TextLayout {

  Format format();

  /** Offset of the first byte of data: what stands before it is of no segment. */
  long dataStart();

  /**
   * Where uploads of this layout are cut.
   *
   * @param contentBytes size of the content
   * @param segmentBytes wanted
   */
  Cuts cuts(long contentBytes, long segmentBytes);

  /**
   * Checks that the fields of the upload fit the columns of the definition.
   *
   * @throws dev.sheaf.core.upload.UploadRefusedException if they do not; the message names both
   */
  void requireFit(Definition definition, String source);

  /**
   * Reads one segment.
   *
   * @param content opened for reading; stays open
   * @param startState the state to read from, if a verification named it; null: it is guessed
   */
  SegmentRecords records(
      SegmentPlace place,
      Definition definition,
      String source,
      ObjectReader content,
      @Nullable RecordState startState,
      RejectSink rejects);

  /**
   * The bytes of the record that begins at an offset, as they stand there.
   *
   * @throws IllegalArgumentException if none begins there
   * @throws dev.sheaf.core.store.ObjectLostException if the upload cannot be read any more
   */
  byte[] record(ObjectReader content, long contentBytes, long offset);

  /** As it stands in a plan. */
  @JsonValue
  Document document();

  /**
   * What plans keep of layouts of all formats.
   *
   * @param dialect of CSV; null for NDJSON
   * @param header of CSV; empty for NDJSON
   * @param headerTexts of CSV, where it has a header; plans of old have none
   * @param leeway of CSV; plans of old have none
   */
  record Document(
      Format format,
      Encoding encoding,
      @Nullable Dialect dialect,
      List<String> header,
      long dataStart,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<String> headerTexts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          Set<TextLayout.Csv.Leeway> leeway) {}

  /** The layout that a plan has kept. */
  @JsonCreator
  static UploadLayout of(Document document) {
    return switch (document.format()) {
      case CSV -> {
        Dialect dialect = document.dialect();
        if (dialect == null) {
          throw new IllegalArgumentException("a csv layout without a dialect");
        }
        yield new TextLayout.Csv(
            document.encoding(),
            dialect,
            document.header(),
            document.dataStart(),
            document.headerTexts(),
            document.leeway());
      }
      case NDJSON -> new TextLayout.Ndjson(document.encoding(), document.dataStart());
    };
  }
}
