package dev.sheaf.core.yaml;

import dev.sheaf.core.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with one file, and where. */
final class Findings {
  private record Finding(int line, int column, String message) {}

  private final String file;
  private final List<Finding> found = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0);
    int column = mark.map(Mark::getColumn).orElse(0);
    found.add(new Finding(line + 1, column + 1, OneLine.of(message)));
  }

  int count() {
    return found.size();
  }

  /**
   * Does nothing if nothing was found.
   *
   * @throws DefinitionException with all findings, in the order of the file
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    throw new DefinitionException(
        found.stream()
            .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
            .map(at -> "%s:%d:%d: %s".formatted(file, at.line(), at.column(), at.message()))
            .distinct()
            .toList());
  }
}
