package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.row.Utf8Text;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Rewrites text of another encoding as UTF-8. What is no text there becomes a byte that is none in
 * UTF-8 either, so that one check, behind it, finds both. No ASCII character is lost or added, so
 * records and fields stay what they were. Not for use by two threads at once.
 */
public final class Transcoder {
  private static final byte MALFORMED = (byte) 0xFF;

  private final Encoding encoding;
  private final CharsetDecoder decoder;
  private final Utf8Text utf8 = new Utf8Text();
  private CharBuffer characters = CharBuffer.allocate(1024);

  public Transcoder(Encoding encoding) {
    this.encoding = encoding;
    this.decoder =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Rewrites [from, to); returns the length of what then is in {@link #utf8}. */
  public int transcode(byte[] bytes, int from, int to) {
    if (characters.capacity() < to - from) {
      characters = CharBuffer.allocate(Math.max(to - from, characters.capacity() * 2));
    }
    utf8.clear();
    ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
    while (input.hasRemaining()) {
      characters.clear();
      boolean malformed = decoder.reset().decode(input, characters, true).isError();
      if (!utf8.append(characters.array(), 0, characters.position())) {
        throw new IllegalStateException(encoding + " decoded to half a surrogate pair");
      }
      if (malformed) {
        utf8.append(MALFORMED);
        input.position(input.position() + malformedBytes(bytes, input.position(), to));
      }
    }
    return utf8.length();
  }

  /** The text rewritten last. */
  public byte[] utf8() {
    return utf8.bytes();
  }

  /** By the rules of framing, not the decoder's: what was syntax there must not be passed over. */
  private int malformedBytes(byte[] bytes, int at, int to) {
    boolean pair = encoding.isLead(bytes[at]) && at + 1 < to && encoding.isTrail(bytes[at + 1]);
    return pair ? 2 : Math.min(encoding.unitBytes(), to - at);
  }
}
