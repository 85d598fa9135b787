package dev.sheaf.core.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML text to the tree of its one document; what is wrong with the syntax becomes a finding. */
final class YamlText {
  /** At the end of its buffer the reader may lose its way in a character of two chars. */
  private static final int SPARE = 16;

  private YamlText() {}

  static Optional<Node> compose(String yaml, Findings findings) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setBufferSize(yaml.length() + SPARE).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        findings.add(Optional.empty(), "the definition is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      findings.add(e.getProblemMark().or(e::getContextMark), "not YAML: " + describe(e));
    } catch (ReaderException e) {
      findings.add(
          Optional.of(markOf(yaml, e.getPosition())),
          "not YAML: the character U+%04X may not stand here".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      findings.add(Optional.empty(), "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String describe(MarkedYamlEngineException e) {
    return e.getContext() == null || e.getContext().isBlank()
        ? e.getProblem()
        : e.getContext() + ", " + e.getProblem();
  }

  private static Mark markOf(String yaml, int position) {
    int[] characters = yaml.codePoints().toArray();
    int line = 0;
    int column = 0;
    for (int at = 0; at < Math.min(position, characters.length); at++) {
      boolean ends = characters[at] == '\n';
      line += ends ? 1 : 0;
      column = ends ? 0 : column + 1;
    }
    return new Mark("", position, line, column, characters, position);
  }
}
