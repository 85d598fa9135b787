package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.trace.RejectArchive;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Common;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives the rejects of uploads back as files like the uploads, to be mended and loaded. */
final class RawRejectFiles {
  private static final int MOST_NAMED = 10;

  private final Console console;
  private final Common common;
  private final RejectArchive archive;
  private final String dataset;

  RawRejectFiles(Console console, Common common, RejectArchive archive, String dataset) {
    this.console = console;
    this.common = common;
    this.archive = archive;
    this.dataset = dataset;
  }

  /** To standard output. */
  void print(List<UploadItem> uploads) throws IOException {
    if (common.json) {
      throw new CommandFailure("--json leaves no place for the records: give --out FILE too");
    }
    UploadItem upload = only(uploads);
    requireSome(archive.writeRaw(upload, console.out()), upload);
    console.out().flush();
    warnOfRefused(upload);
  }

  /**
   * To a file, or to a file for each upload below a folder.
   *
   * @param path a folder if it is one or ends with a slash
   */
  void write(List<UploadItem> uploads, String path) throws IOException {
    requireAny(uploads);
    Path out = Path.of(path);
    boolean folder = path.endsWith("/") || Files.isDirectory(out);
    Map<Path, UploadItem> files = new LinkedHashMap<>();
    if (folder) {
      for (UploadItem upload : uploads) {
        put(files, fileBelow(out, upload), upload);
      }
    } else {
      put(files, out, only(uploads));
    }
    ArrayNode written = Described.array(List.of(), any -> Described.object());
    for (Map.Entry<Path, UploadItem> file : files.entrySet()) {
      written.add(write(file.getValue(), file.getKey()));
    }
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("files", written);
      console.json(document);
    } else if (folder) {
      next(out.resolve(dataset).toString());
    } else {
      String source = only(uploads).upload().source();
      next("--dataset %s --source %s %s".formatted(dataset, source, out));
    }
  }

  private static void put(Map<Path, UploadItem> files, Path file, UploadItem upload) {
    if (Files.exists(file) || files.put(file, upload) != null) {
      throw new CommandFailure(
          "%s is there already, and may hold what was mended: move it away, or name another"
              .formatted(file));
    }
  }

  private ObjectNode write(UploadItem upload, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    boolean complete = false;
    try {
      long records;
      try (OutputStream target =
          new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
        records = archive.writeRaw(upload, target);
      }
      requireSome(records, upload);
      complete = true;
      if (!common.json) {
        console
            .out()
            .printf(
                "%d rejected records of %s are in %s%n",
                records, TextTable.visible(upload.upload().object().key()), file);
      }
      warnOfRefused(upload);
      return Described.object()
          .put("key", upload.upload().object().key())
          .put("upload", upload.upload().id())
          .put("file", file.toString())
          .put("rejects", records)
          .put("bytes", Files.size(file));
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Where the upload's key would be below the folder, under a name that no upload has yet. */
  private Path fileBelow(Path folder, UploadItem upload) {
    String key = upload.upload().object().key();
    String inDataset = key.startsWith(dataset + "/") ? key : dataset + "/" + key;
    int name = inDataset.lastIndexOf('/') + 1;
    try {
      Path file =
          folder.resolve(inDataset.substring(0, name) + archive.rawFileName(upload)).normalize();
      boolean plain = List.of(inDataset.split("/", -1)).stream().noneMatch(RawRejectFiles::isOdd);
      if (plain && file.startsWith(folder.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Falls through to the message that fits both.
    }
    throw new CommandFailure(
        "'%s' cannot be the name of a file: write its rejects with --upload %s --out FILE"
            .formatted(TextTable.visible(key), upload.upload().id().substring(0, 12)));
  }

  private static boolean isOdd(String segment) {
    return segment.isBlank()
        || segment.equals(".")
        || segment.equals("..")
        || segment.contains("\\")
        || segment.chars().anyMatch(Character::isISOControl);
  }

  private void requireAny(List<UploadItem> uploads) {
    if (uploads.isEmpty()) {
      throw new CommandFailure(
          "no upload in the newest snapshot of %s has rejects; those of a refused upload come with --upload ID, see: %s uploads%s %s"
              .formatted(dataset, console.program(), common.storeArgument(), dataset));
    }
  }

  private UploadItem only(List<UploadItem> uploads) {
    requireAny(uploads);
    if (uploads.size() == 1) {
      return uploads.get(0);
    }
    String command =
        "  %s rejects%s %s --raw ".formatted(console.program(), common.storeArgument(), dataset);
    throw new CommandFailure(
        "%d uploads of %s have rejects; write a file for each, or name one of them:%n"
                .formatted(uploads.size(), dataset)
            + command
            + "--out FOLDER/%n".formatted()
            + uploads.stream()
                .limit(MOST_NAMED)
                .map(upload -> command + "--upload " + named(upload))
                .collect(Collectors.joining("%n".formatted()))
            + (uploads.size() > MOST_NAMED
                ? "%n  and %d more".formatted(uploads.size() - MOST_NAMED)
                : ""));
  }

  private String named(UploadItem upload) {
    return "%s --out %s"
        .formatted(upload.upload().id().substring(0, 12), archive.rawFileName(upload));
  }

  private void requireSome(long records, UploadItem upload) {
    if (records == 0) {
      throw new CommandFailure(
          "%s has no rejects%s"
              .formatted(
                  TextTable.visible(upload.upload().object().key()),
                  upload.reason() == null ? "" : ": " + TextTable.visible(upload.reason())));
    }
  }

  private void warnOfRefused(UploadItem upload) {
    if (upload.state() == UploadState.REFUSED) {
      console
          .err()
          .printf(
              "note: %s was refused as a whole, so its good records are not loaded either: mend the file itself and upload it again under its key, or raise rejects.max_ratio%n",
              TextTable.visible(upload.upload().object().key()));
    }
  }

  private void next(String what) {
    console
        .out()
        .printf("Mend them, then: %s run%s %s%n", console.program(), common.storeArgument(), what);
  }
}
