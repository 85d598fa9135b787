package dev.sheaf.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a zip or jar. */
record Archive(Map<String, Entry> entries) {

  /** A file in it. */
  record Entry(long bytes, Set<PosixFilePermission> permissions) {}

  static Archive of(Path file) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    try (FileSystem zip = open(file);
        Stream<Path> paths = Files.walk(zip.getPath("/"))) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        entries.put(
            path.toString().substring(1),
            new Entry(Files.size(path), Files.getPosixFilePermissions(path)));
      }
    }
    return new Archive(entries);
  }

  /** Writes what is in an archive to a folder, over what is there. */
  static void unpack(Path file, Path folder) throws IOException {
    try (FileSystem zip = open(file);
        Stream<Path> paths = Files.walk(zip.getPath("/"))) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        Path target = folder.resolve(path.toString().substring(1));
        Files.createDirectories(target.getParent());
        try (InputStream content = Files.newInputStream(path)) {
          Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static FileSystem open(Path file) throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + file.toUri()), Map.of("enablePosixFileAttributes", "true"));
  }

  long bytes() {
    return entries.values().stream().mapToLong(Entry::bytes).sum();
  }

  List<String> unreadable() {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().permissions().contains(PosixFilePermission.OTHERS_READ))
        .map(Map.Entry::getKey)
        .toList();
  }
}
