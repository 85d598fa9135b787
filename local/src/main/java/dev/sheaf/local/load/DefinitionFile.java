package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.transform.TransformCheck;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.engine.sql.DuckDbTransformCompiler;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A definition as a file. */
public final class DefinitionFile {
  private DefinitionFile() {}

  static boolean isOne(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /**
   * The definition in a folder, if there is one.
   *
   * @throws InputException if there are several
   */
  static Optional<Path> in(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.filter(DefinitionFile::isOne).sorted().toList();
      if (found.size() > 1) {
        throw new InputException(
            "%s holds %d definitions, %s and %s; a dataset has one, so give each its own folder"
                .formatted(
                    folder, found.size(), found.get(0).getFileName(), found.get(1).getFileName()));
      }
      return found.stream().findFirst();
    } catch (IOException e) {
      throw new InputException("cannot look into %s: %s".formatted(folder, e), e);
    }
  }

  /**
   * Reads a definition, and tries its transform where it has one.
   *
   * @throws InputException if the file cannot be read, or its transform cannot be used
   * @throws dev.sheaf.core.yaml.DefinitionException if it has errors
   */
  public static Definition read(Path file) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return TransformCheck.checked(
          DefinitionParser.parse(file.toString(), text(file)),
          new DuckDbTransformCompiler(temporary));
    } catch (TransformException e) {
      throw new InputException("%s: transform: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + " does not exist", e);
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not text in UTF-8", e);
    } catch (IOException e) {
      throw new InputException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}
