package dev.sheaf.local.endpoints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The database file of DynamoDB Local. The engine writes it with a rollback journal, which costs
 * several forced disk writes an item; with SQLite's write-ahead log it is one, and as durable. The
 * mode is a property of the file, so it is set there. See https://www.sqlite.org/fileformat.html,
 * "The Database Header".
 */
final class SqliteFile {
  /** What the engine calls a database that does not depend on region and credentials. */
  static final String NAME = "shared-local-instance.db";

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final short PAGE_BYTES = 4096;
  private static final int FORMAT_VERSIONS_AT = 18;
  private static final byte[] WRITE_AHEAD_LOG = {2, 2};
  private static final byte EMPTY_TABLE_LEAF = 0x0d;
  private static final int HEADER_BYTES = 100;

  private SqliteFile() {}

  /** Makes the engine's database in this folder, if it is new, one with a write-ahead log. */
  static void prepare(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (Files.notExists(file)) {
      Path draft = folder.resolve(NAME + ".new");
      Files.write(draft, emptyDatabase());
      Files.move(draft, file);
    }
  }

  /** Tells whether a database has a write-ahead log. */
  static boolean hasWriteAheadLog(Path file) throws IOException {
    ByteBuffer versions = ByteBuffer.allocate(WRITE_AHEAD_LOG.length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(versions, FORMAT_VERSIONS_AT);
    }
    return versions.flip().equals(ByteBuffer.wrap(WRITE_AHEAD_LOG));
  }

  private static byte[] emptyDatabase() {
    ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
    page.put(MAGIC).putShort(PAGE_BYTES).put(WRITE_AHEAD_LOG);
    // Reserved bytes, the three fixed payload fractions, change counter, size in pages.
    page.put((byte) 0).put((byte) 64).put((byte) 32).put((byte) 32).putInt(1).putInt(1);
    page.putInt(44, 4); // schema format
    page.putInt(56, 1); // UTF-8
    page.putInt(92, 1); // the change counter for which the size in pages is valid
    page.put(HEADER_BYTES, EMPTY_TABLE_LEAF).putShort(HEADER_BYTES + 5, PAGE_BYTES);
    return page.array();
  }
}
