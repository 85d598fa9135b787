package dev.sheaf.core.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * XXH3-128 with seed 0, by Yann Collet (xxHash, "doc/xxhash_spec.md"), into two fields: one is made
 * of each row, and hash4j, whose values these are, makes an object each time.
 *
 * <p>Not for use by two threads at once.
 */
final class Xxh3 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long P32_1 = 0x9E3779B1L;
  private static final long P32_2 = 0x85EBCA77L;
  private static final long P32_3 = 0xC2B2AE3DL;
  private static final long P64_1 = 0x9E3779B185EBCA87L;
  private static final long P64_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P64_3 = 0x165667B19E3779F9L;
  private static final long P64_4 = 0x85EBCA77C2B2AE63L;
  private static final long P64_5 = 0x27D4EB2F165667C5L;
  private static final long MIX_1 = 0x165667919E3779F9L;
  private static final long MIX_2 = 0x9FB21C651E98DF25L;

  private static final byte[] SECRET =
      HexFormat.of()
          .parseHex(
              "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                  + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                  + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                  + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                  + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                  + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

  /** Of a long input, which is taken in stripes of 64 bytes, 16 of them to a block. */
  private static final int STRIPE = 64;

  private static final int STRIPES_OF_BLOCK = 16;
  private static final int KEY_OF_BLOCK_END = Long.BYTES * (STRIPES_OF_BLOCK - 1);
  private static final int KEY_OF_LAST_STRIPE = KEY_OF_BLOCK_END + 1;

  private long low;
  private long high;

  /** The lower half of the last hash. */
  long low() {
    return low;
  }

  /** The upper half of the last hash. */
  long high() {
    return high;
  }

  /** Hashes the bytes [from, from + length). */
  void hash(byte[] bytes, int from, int length) {
    if (length > 240) {
      hashLong(bytes, from, length);
    } else if (length > 16) {
      hashMedium(bytes, from, length);
    } else if (length > 8) {
      hash9To16(bytes, from, length);
    } else if (length >= 4) {
      hash4To8(bytes, from, length);
    } else if (length > 0) {
      hash1To3(bytes, from, length);
    } else {
      low = avalanche64(secret(64) ^ secret(72));
      high = avalanche64(secret(80) ^ secret(88));
    }
  }

  private void hash1To3(byte[] bytes, int from, int length) {
    int first = bytes[from] & 0xFF;
    int middle = bytes[from + (length >> 1)] & 0xFF;
    int last = bytes[from + length - 1] & 0xFF;
    int combined = first << 16 | middle << 24 | last | length << 8;
    int turned = Integer.rotateLeft(Integer.reverseBytes(combined), 13);
    low = avalanche64(unsigned(combined) ^ unsigned(secretInt(0) ^ secretInt(4)));
    high = avalanche64(unsigned(turned) ^ unsigned(secretInt(8) ^ secretInt(12)));
  }

  private void hash4To8(byte[] bytes, int from, int length) {
    long input =
        unsigned((int) INTS.get(bytes, from))
            + ((long) (int) INTS.get(bytes, from + length - 4) << 32);
    long keyed = input ^ secret(16) ^ secret(24);
    long factor = P64_1 + ((long) length << 2);
    long productLow = keyed * factor;
    high = upper(keyed, factor) + (productLow << 1);
    low = productLow ^ high >>> 3;
    low = (low ^ low >>> 35) * MIX_2;
    low ^= low >>> 28;
    high = avalanche(high);
  }

  private void hash9To16(byte[] bytes, int from, int length) {
    long first = (long) LONGS.get(bytes, from);
    long last = (long) LONGS.get(bytes, from + length - 8);
    long keyed = first ^ last ^ secret(32) ^ secret(40);
    long productLow = keyed * P64_1 + ((long) (length - 1) << 54);
    long turned = last ^ secret(48) ^ secret(56);
    long productHigh = upper(keyed, P64_1) + turned + (turned & 0xFFFFFFFFL) * (P32_2 - 1);
    productLow ^= Long.reverseBytes(productHigh);
    low = avalanche(productLow * P64_2);
    high = avalanche(upper(productLow, P64_2) + productHigh * P64_2);
  }

  /** 17 to 240 bytes. */
  private void hashMedium(byte[] bytes, int from, int length) {
    if (length > 128) {
      mixBeyond128(bytes, from, length);
      return;
    }
    int end = from + length;
    long first = length * P64_1;
    long second = 0;
    if (length > 96) {
      first = mixed(first, bytes, from + 48, end - 64, secret(96), secret(104));
      second = mixed(second, bytes, end - 64, from + 48, secret(112), secret(120));
    }
    if (length > 64) {
      first = mixed(first, bytes, from + 32, end - 48, secret(64), secret(72));
      second = mixed(second, bytes, end - 48, from + 32, secret(80), secret(88));
    }
    if (length > 32) {
      first = mixed(first, bytes, from + 16, end - 32, secret(32), secret(40));
      second = mixed(second, bytes, end - 32, from + 16, secret(48), secret(56));
    }
    first = mixed(first, bytes, from, end - 16, secret(0), secret(8));
    second = mixed(second, bytes, end - 16, from, secret(16), secret(24));
    finishMedium(first, second, length);
  }

  private void mixBeyond128(byte[] bytes, int from, int length) {
    long first = length * P64_1;
    long second = 0;
    for (int at = 0; at < 128; at += 32) {
      first = mixed(first, bytes, from + at, from + at + 16, secret(at), secret(at + 8));
      second = mixed(second, bytes, from + at + 16, from + at, secret(at + 16), secret(at + 24));
    }
    first = avalanche(first);
    second = avalanche(second);
    for (int at = 128; at + 32 <= length; at += 32) {
      int key = at - 125;
      first = mixed(first, bytes, from + at, from + at + 16, secret(key), secret(key + 8));
      second = mixed(second, bytes, from + at + 16, from + at, secret(key + 16), secret(key + 24));
    }
    int end = from + length;
    first = mixed(first, bytes, end - 16, end - 32, secret(103), secret(111));
    second = mixed(second, bytes, end - 32, end - 16, secret(119), secret(127));
    finishMedium(first, second, length);
  }

  private void finishMedium(long first, long second, int length) {
    low = avalanche(first + second);
    high = -avalanche(first * P64_1 + second * P64_4 + length * P64_2);
  }

  /** Takes 16 bytes in by multiplication, and 16 others by addition. */
  private static long mixed(long sum, byte[] bytes, int factors, int others, long s, long t) {
    long left = (long) LONGS.get(bytes, factors) ^ s;
    long right = (long) LONGS.get(bytes, factors + 8) ^ t;
    long other = (long) LONGS.get(bytes, others) + (long) LONGS.get(bytes, others + 8);
    return sum + folded(left, right) ^ other;
  }

  /**
   * More than 240 bytes. The eight sums are variables and not an array: where the sums were an array
   * that nested loops wrote, C2 of JDK 17 left out the stores of {@link #low} and {@link #high}.
   */
  private void hashLong(byte[] bytes, int from, int length) {
    long sum0 = P32_3;
    long sum1 = P64_1;
    long sum2 = P64_2;
    long sum3 = P64_3;
    long sum4 = P64_4;
    long sum5 = P32_2;
    long sum6 = P64_5;
    long sum7 = P32_1;
    int stripes = (length - 1) / STRIPE;
    for (int stripe = 0; stripe <= stripes; stripe++) {
      // The last stripe ends with the input, and may overlap the one before.
      boolean last = stripe == stripes;
      int at = last ? from + length - STRIPE : from + stripe * STRIPE;
      int key = last ? KEY_OF_LAST_STRIPE : Long.BYTES * (stripe % STRIPES_OF_BLOCK);
      long word0 = (long) LONGS.get(bytes, at);
      long word1 = (long) LONGS.get(bytes, at + 8);
      long word2 = (long) LONGS.get(bytes, at + 16);
      long word3 = (long) LONGS.get(bytes, at + 24);
      long word4 = (long) LONGS.get(bytes, at + 32);
      long word5 = (long) LONGS.get(bytes, at + 40);
      long word6 = (long) LONGS.get(bytes, at + 48);
      long word7 = (long) LONGS.get(bytes, at + 56);
      sum0 += word1 + halvesMultiplied(word0 ^ secret(key));
      sum1 += word0 + halvesMultiplied(word1 ^ secret(key + 8));
      sum2 += word3 + halvesMultiplied(word2 ^ secret(key + 16));
      sum3 += word2 + halvesMultiplied(word3 ^ secret(key + 24));
      sum4 += word5 + halvesMultiplied(word4 ^ secret(key + 32));
      sum5 += word4 + halvesMultiplied(word5 ^ secret(key + 40));
      sum6 += word7 + halvesMultiplied(word6 ^ secret(key + 48));
      sum7 += word6 + halvesMultiplied(word7 ^ secret(key + 56));
      if (key == KEY_OF_BLOCK_END) {
        sum0 = scrambled(sum0, secret(128));
        sum1 = scrambled(sum1, secret(136));
        sum2 = scrambled(sum2, secret(144));
        sum3 = scrambled(sum3, secret(152));
        sum4 = scrambled(sum4, secret(160));
        sum5 = scrambled(sum5, secret(168));
        sum6 = scrambled(sum6, secret(176));
        sum7 = scrambled(sum7, secret(184));
      }
    }
    long pairsLow =
        folded(sum0 ^ secret(11), sum1 ^ secret(19))
            + folded(sum2 ^ secret(27), sum3 ^ secret(35))
            + folded(sum4 ^ secret(43), sum5 ^ secret(51))
            + folded(sum6 ^ secret(59), sum7 ^ secret(67));
    long pairsHigh =
        folded(sum0 ^ secret(117), sum1 ^ secret(125))
            + folded(sum2 ^ secret(133), sum3 ^ secret(141))
            + folded(sum4 ^ secret(149), sum5 ^ secret(157))
            + folded(sum6 ^ secret(165), sum7 ^ secret(173));
    low = avalanche(length * P64_1 + pairsLow);
    high = avalanche(~(length * P64_2) + pairsHigh);
  }

  private static long halvesMultiplied(long number) {
    return (number & 0xFFFFFFFFL) * (number >>> 32);
  }

  private static long scrambled(long sum, long secret) {
    return (sum ^ sum >>> 47 ^ secret) * P32_1;
  }

  /** Both halves of the product of two unsigned numbers, as one. */
  private static long folded(long left, long right) {
    return left * right ^ upper(left, right);
  }

  /** The upper half of the product of two unsigned numbers. */
  private static long upper(long left, long right) {
    return Math.multiplyHigh(left, right) + (left >> 63 & right) + (right >> 63 & left);
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ hash >>> 37) * MIX_1;
    return mixed ^ mixed >>> 32;
  }

  /** As in XXH64. */
  private static long avalanche64(long hash) {
    long mixed = (hash ^ hash >>> 33) * P64_2;
    mixed = (mixed ^ mixed >>> 29) * P64_3;
    return mixed ^ mixed >>> 32;
  }

  private static long secret(int at) {
    return (long) LONGS.get(SECRET, at);
  }

  private static int secretInt(int at) {
    return (int) INTS.get(SECRET, at);
  }

  private static long unsigned(int number) {
    return number & 0xFFFFFFFFL;
  }
}
