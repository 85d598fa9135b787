package dev.sheaf.core.simulation;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.yaml.DefinitionParser;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Definitions of the simulated datasets. All have the columns that the {@link Oracle} knows. */
final class Datasets {
  private static final Map<String, Definition> PARSED = new ConcurrentHashMap<>();
  private static final List<String> ADMISSIONS = List.of("on_upload", "on_upload", "scheduled");
  private static final List<String> MODES =
      List.of(
          "{ mode: append }",
          "{ mode: append }\nindex: [id]",
          "{ mode: replace }\nindex: [note, id]",
          "{ mode: upsert, key: [id] }",
          "{ mode: upsert, key: [id], latest_by: note }\nindex: [note]",
          "{ mode: aggregate, group_by: [note], measures: { id: [sum, mean, max] } }");
  private static final List<String> RATIOS = List.of("0", "0.4", "1");

  private Datasets() {}

  /**
   * @param retain a line of the definition, or nothing
   */
  static Definition random(String name, Random random, String retain) {
    String yaml =
        """
        dataset: %s
        sources:
          default: { format: csv, encoding: utf-8, delimiter: "," }
          shop: { format: csv, encoding: utf-8, delimiter: "," }
        columns:
          id: { type: bigint, required: true }
          note: varchar
        integrate: %s
        admit: %s
        rejects: { max_ratio: %s }
        %s
        """
            .formatted(
                name, pick(MODES, random), pick(ADMISSIONS, random), pick(RATIOS, random), retain);
    return PARSED.computeIfAbsent(yaml, text -> DefinitionParser.parse(name + ".yaml", text));
  }

  /** What at most one upload is live of: its key, or its source where new uploads replace others. */
  static String place(Upload upload, Definition definition) {
    return definition
        .integration()
        .match(
            append -> upload.object().key(),
            replace -> upload.source(),
            upsert -> upload.object().key(),
            aggregate -> upload.object().key());
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
