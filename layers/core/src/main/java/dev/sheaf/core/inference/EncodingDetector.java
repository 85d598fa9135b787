package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.record.Transcoder;
import dev.sheaf.core.upload.UploadRefusedException;
import dev.sheaf.core.value.Utf8;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the encoding of an upload: by its byte order mark, else as declared, else UTF-8 if the head
 * is that, but for a few damaged lines, which become rejects. Nothing is guessed: wrong letters in a dataset are worse than a refusal.
 */
final class EncodingDetector {
  /** What files without a mark are in, where they are not UTF-8; named, not assumed. */
  private static final List<Encoding> USUAL =
      List.of(Encoding.CP949, Encoding.SHIFT_JIS, Encoding.GB18030, Encoding.WINDOWS_1252);

  /** So many lines must be UTF-8, and more than ASCII, for one that is not to be damage. */
  private static final int SOUND_LINES = 3;

  private EncodingDetector() {}

  /**
   * Tells the encoding.
   *
   * @param declared by the source, if it says
   * @throws UploadRefusedException if mark and declaration contradict each other, or neither is there
   *     and the head is not UTF-8; the message names the place and what to declare
   */
  static Encoding detect(Head head, @Nullable Encoding declared) {
    Optional<Encoding> marked = Encoding.ofMark(head.bytes());
    if (marked.isPresent()) {
      return declared == null || declared == marked.get()
          ? marked.get()
          : refuseContradiction(marked.get(), declared);
    }
    return declared != null ? declared : requireUtf8(head);
  }

  private static Encoding refuseContradiction(Encoding marked, Encoding declared) {
    throw new UploadRefusedException(
        "it begins with the byte order mark of %s, but its source declares encoding: %s; leave that out if all its uploads have a mark, or deliver such files as another source"
            .formatted(marked, declared));
  }

  private static Encoding requireUtf8(Head head) {
    int end = wholeCharacters(head);
    int malformed = Utf8.firstMalformed(head.bytes(), 0, end);
    if (malformed == end) {
      return Encoding.UTF_8;
    }
    int sample = head.isWhole() ? end : wholeLines(head.bytes());
    if (isDamagedUtf8(head.bytes(), sample)) {
      return Encoding.UTF_8;
    }
    String fitting =
        USUAL.stream()
            .filter(encoding -> isValid(head.bytes(), sample, encoding))
            .map(Encoding::toString)
            .collect(Collectors.joining(" or "));
    throw new UploadRefusedException(
        "byte 0x%02X at offset %d is not UTF-8: declare the encoding of its source%s, or encoding: utf-8 to reject only the records with such bytes"
            .formatted(
                head.bytes()[malformed],
                malformed,
                fitting.isEmpty() ? "" : " (encoding: %s would fit)".formatted(fitting)));
  }

  /**
   * Whether most lines with other letters than those of ASCII are UTF-8. Of lines in another encoding
   * hardly one is by chance: two bytes of Korean or Chinese are a character of UTF-8 too in one of ten
   * cases, a letter of Latin-1 never.
   */
  private static boolean isDamagedUtf8(byte[] bytes, int end) {
    long sound = 0;
    long damaged = 0;
    int from = 0;
    for (int at = 0; at <= end; at++) {
      if (at == end || bytes[at] == '\n' || bytes[at] == '\r') {
        boolean valid = Utf8.firstMalformed(bytes, from, at) == at;
        sound += valid && hasOtherThanAscii(bytes, from, at) ? 1 : 0;
        damaged += valid ? 0 : 1;
        from = at + 1;
      }
    }
    return damaged * SOUND_LINES <= sound;
  }

  private static boolean hasOtherThanAscii(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0) {
        return true;
      }
    }
    return false;
  }

  /** End of the head without its last character, which may be cut, if that is not ASCII. */
  private static int wholeCharacters(Head head) {
    byte[] bytes = head.bytes();
    int end = bytes.length;
    if (head.isWhole()) {
      return end;
    }
    int earliest = Math.max(0, end - 3);
    while (end > earliest && (bytes[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return end > 0 && (bytes[end - 1] & 0xC0) == 0xC0 ? end - 1 : end;
  }

  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
      end--;
    }
    return end;
  }

  private static boolean isValid(byte[] bytes, int end, Encoding encoding) {
    Transcoder transcoder = new Transcoder(encoding);
    int length = transcoder.transcode(bytes, 0, end);
    return Utf8.firstMalformed(transcoder.utf8(), 0, length) == length;
  }
}
