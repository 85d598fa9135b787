package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The encodings of uploads, and what splitting has to know of each. ASCII is ASCII in all of them, a
 * byte or a UTF-16 code unit per character, and no part of another character is a line end. Rows are
 * UTF-8 whatever the upload was.
 */
public enum Encoding {
  UTF_8("UTF-8", "utf-8"),
  UTF_16LE("UTF-16LE", "utf-16le"),
  UTF_16BE("UTF-16BE", "utf-16be"),
  /** Korean: EUC-KR and what Windows adds to it. */
  CP949("x-windows-949", "cp949", "euc-kr"),
  /** Western European, a byte per character. */
  WINDOWS_1252("windows-1252", "windows-1252", "cp1252"),
  /** Japanese, as Windows has it. */
  SHIFT_JIS("windows-31j", "shift-jis", "windows-31j", "cp932"),
  /** Chinese; GBK and GB2312 are parts of it. */
  GB18030("GB18030", "gb18030", "gbk");

  private final String charset;
  private final List<String> names;

  Encoding(String charset, String... names) {
    this.charset = charset;
    this.names = List.of(names);
  }

  /**
   * The encoding of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  @JsonCreator
  public static Encoding parse(String text) {
    String name = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values())
        .filter(encoding -> encoding.names.contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
  }

  private static String unknown(String text) {
    String known =
        Arrays.stream(values()).map(Encoding::toString).collect(Collectors.joining(", "));
    return "unknown encoding '%s'; known are %s".formatted(text, known);
  }

  /** The encoding whose byte order mark these bytes begin with. */
  public static Optional<Encoding> ofMark(byte[] bytes) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.markBytes() > 0 && encoding.beginsWithMark(bytes))
        .findFirst();
  }

  /** The decoder's tables, which the JDK loads when they are first asked for. */
  public Charset charset() {
    return Charset.forName(charset);
  }

  /** Length of a code unit: uploads can only be cut at its multiples. */
  public int unitBytes() {
    return switch (this) {
      case UTF_16LE, UTF_16BE -> 2;
      case UTF_8, CP949, WINDOWS_1252, SHIFT_JIS, GB18030 -> 1;
    };
  }

  /** Length of the byte order mark that an upload may begin with; 0 where there is no such thing. */
  public int markBytes() {
    return switch (this) {
      case UTF_8 -> 3;
      case UTF_16LE, UTF_16BE -> 2;
      case CP949, WINDOWS_1252, SHIFT_JIS, GB18030 -> 0;
    };
  }

  /**
   * Whether this byte, at a character's start, begins a pair if a trail byte follows. The four bytes
   * of GB18030 count as two pairs.
   */
  public boolean isLead(byte value) {
    int lead = value & 0xFF;
    return switch (this) {
      case CP949, GB18030 -> lead >= 0x81 && lead <= 0xFE;
      case SHIFT_JIS -> lead >= 0x81 && lead <= 0x9F || lead >= 0xE0 && lead <= 0xFC;
      case UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252 -> false;
    };
  }

  /** Whether this byte, after a lead byte, is the second half of a pair. */
  public boolean isTrail(byte value) {
    int trail = value & 0xFF;
    return switch (this) {
      case CP949 ->
          trail >= 0x41 && trail <= 0x5A
              || trail >= 0x61 && trail <= 0x7A
              || trail >= 0x81 && trail <= 0xFE;
      case SHIFT_JIS -> trail >= 0x40 && trail <= 0xFC && trail != 0x7F;
      case GB18030 ->
          trail >= 0x30 && trail <= 0x39 || trail >= 0x40 && trail <= 0xFE && trail != 0x7F;
      case UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252 -> false;
    };
  }

  private boolean beginsWithMark(byte[] bytes) {
    byte[] mark = "\uFEFF".getBytes(charset());
    return bytes.length >= mark.length
        && Arrays.equals(mark, 0, mark.length, bytes, 0, mark.length);
  }

  /** The name as definitions write it. */
  @JsonValue
  @Override
  public String toString() {
    return names.get(0);
  }
}
