package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.upload.LandingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out which files belong to which dataset and source. A folder is a dataset with a folder for
 * each source, and perhaps a definition; a file is a dataset of its own.
 */
public final class InputScanner {
  private final Optional<String> dataset;
  private final Optional<String> source;

  /**
   * @param dataset name to take in place of what folders and files are called
   * @param source name to take for every file
   * @throws InputException if one is no name
   */
  public InputScanner(Optional<String> dataset, Optional<String> source) {
    this.dataset = dataset.map(name -> name("dataset", name));
    this.source = source.map(name -> name("source", name));
  }

  /**
   * Looks through the paths; hidden files are passed over.
   *
   * @return by name of the dataset
   * @throws InputException if a path is nothing that can be loaded
   * @throws dev.sheaf.core.yaml.DefinitionException if a definition has errors
   */
  public List<DatasetInput> scan(List<Path> paths) {
    Map<String, DatasetInput> found = new TreeMap<>();
    for (Path path : paths) {
      DatasetInput input = Files.isDirectory(path) ? folder(path) : file(path);
      found.merge(input.dataset(), input, InputScanner::together);
    }
    return List.copyOf(found.values());
  }

  private DatasetInput file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InputException(
          "%s %s".formatted(path, Files.exists(path) ? "is not a file" : "does not exist"));
    }
    if (DefinitionFile.isOne(path)) {
      throw new InputException(
          "%s is a definition: use sheaf apply, or name the folder that it is in".formatted(path));
    }
    String fileName = fileName(path);
    String name = dataset.orElseGet(() -> LandingKey.nameOf(fileName));
    LandingKey place = place(name, source.orElse(LandingKey.DEFAULT_SOURCE));
    return new DatasetInput(name, Optional.empty(), List.of(new InputFile(path, place, fileName)));
  }

  private DatasetInput folder(Path path) {
    Optional<Definition> definition = DefinitionFile.in(path).map(DefinitionFile::read);
    definition.ifPresent(found -> requireSameName(path, found));
    String name =
        definition
            .map(Definition::dataset)
            .or(() -> dataset)
            .orElseGet(() -> LandingKey.nameOf(fileName(path)));
    List<InputFile> files = new ArrayList<>();
    for (Path entry : visible(path)) {
      if (Files.isDirectory(entry)) {
        files.addAll(sourceFolder(path, entry, name));
      } else if (!DefinitionFile.isOne(entry)) {
        LandingKey place = place(name, source.orElse(LandingKey.DEFAULT_SOURCE));
        files.add(new InputFile(entry, place, fileName(entry)));
      }
    }
    if (files.isEmpty()) {
      throw new InputException("%s holds no files to load".formatted(path));
    }
    return new DatasetInput(name, definition, distinct(files));
  }

  /** A folder in a folder is a source, unless all files are said to be of one. */
  private List<InputFile> sourceFolder(Path root, Path folder, String name) {
    Path base = source.isPresent() ? root : folder;
    LandingKey place = place(name, source.orElseGet(() -> sourceName(folder)));
    List<InputFile> files = new ArrayList<>();
    for (Path file : filesBelow(folder)) {
      String relative = base.relativize(file).toString().replace('\\', '/');
      files.add(new InputFile(file, place, relative));
    }
    return files;
  }

  private void requireSameName(Path folder, Definition definition) {
    if (dataset.isPresent() && !dataset.get().equals(definition.dataset())) {
      throw new InputException(
          "the definition in %s is of dataset '%s', not of '%s' as --dataset says"
              .formatted(folder, definition.dataset(), dataset.get()));
    }
  }

  private static String sourceName(Path folder) {
    String name = fileName(folder);
    if (!LandingKey.isName(name)) {
      throw new InputException(
          "folder %s cannot name a source: names are of the form [a-z][a-z0-9_]*; rename it, or say --source %s"
              .formatted(folder, LandingKey.nameOf(name)));
    }
    return name;
  }

  private static DatasetInput together(DatasetInput one, DatasetInput other) {
    if (one.definition().isPresent() && other.definition().isPresent()) {
      throw new InputException(
          "dataset '%s' is defined by two of the paths".formatted(one.dataset()));
    }
    return new DatasetInput(
        one.dataset(),
        one.definition().or(other::definition),
        distinct(Stream.concat(one.files().stream(), other.files().stream()).toList()));
  }

  private static List<InputFile> distinct(List<InputFile> files) {
    Map<String, InputFile> byKey = new TreeMap<>();
    for (InputFile file : files) {
      InputFile before = byKey.put(file.key(), file);
      if (before != null && !before.file().equals(file.file())) {
        throw new InputException(
            "%s and %s would both be uploaded as %s; rename one, or give a --source"
                .formatted(before.file(), file.file(), file.key()));
      }
    }
    return List.copyOf(byKey.values());
  }

  private static List<Path> visible(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !isHidden(entry))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new InputException("cannot look into %s: %s".formatted(folder, e), e);
    }
  }

  private static List<Path> filesBelow(Path folder) {
    List<Path> files = new ArrayList<>();
    for (Path entry : visible(folder)) {
      if (Files.isDirectory(entry)) {
        files.addAll(filesBelow(entry));
      } else if (Files.isRegularFile(entry)) {
        files.add(entry);
      }
    }
    return files;
  }

  private static boolean isHidden(Path path) {
    try {
      return fileName(path).startsWith(".") || Files.isHidden(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last name of a path; {@code .} and {@code /} have one only when they are absolute. */
  private static String fileName(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static LandingKey place(String dataset, String source) {
    return new LandingKey(name("dataset", dataset), name("source", source));
  }

  private static String name(String what, String name) {
    try {
      return LandingKey.requireName(what, name);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; give another with --" + what, e);
    }
  }
}
