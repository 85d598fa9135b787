package dev.sheaf.core.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * XXH3-128 with seed 0, by Yann Collet (xxHash, "doc/xxhash_spec.md"), into two fields: hash4j, which
 * is the measure of the tests, makes an object of each hash, and a hash is made of each row.
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

  private static final long S_0 = secret(0);
  private static final long S_1 = secret(8);
  private static final long S_2 = secret(16);
  private static final long S_3 = secret(24);
  private static final long S_4 = secret(32);
  private static final long S_5 = secret(40);
  private static final long S_6 = secret(48);
  private static final long S_7 = secret(56);
  private static final long S_8 = secret(64);
  private static final long S_9 = secret(72);
  private static final long S_10 = secret(80);
  private static final long S_11 = secret(88);
  private static final long S_12 = secret(96);
  private static final long S_13 = secret(104);
  private static final long S_14 = secret(112);
  private static final long S_15 = secret(120);

  private static final long[] SECRETS = secrets();

  /** Of a long input, which is taken in stripes of 64 bytes, 16 of them to a block. */
  private static final int STRIPE = 64;

  private static final int BLOCK = 16 * STRIPE;

  private final long[] lanes = new long[8];
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
      first = mixed(first, bytes, from + 48, end - 64, S_12, S_13);
      second = mixed(second, bytes, end - 64, from + 48, S_14, S_15);
    }
    if (length > 64) {
      first = mixed(first, bytes, from + 32, end - 48, S_8, S_9);
      second = mixed(second, bytes, end - 48, from + 32, S_10, S_11);
    }
    if (length > 32) {
      first = mixed(first, bytes, from + 16, end - 32, S_4, S_5);
      second = mixed(second, bytes, end - 32, from + 16, S_6, S_7);
    }
    first = mixed(first, bytes, from, end - 16, S_0, S_1);
    second = mixed(second, bytes, end - 16, from, S_2, S_3);
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

  private void hashLong(byte[] bytes, int from, int length) {
    lanes[0] = P32_3;
    lanes[1] = P64_1;
    lanes[2] = P64_2;
    lanes[3] = P64_3;
    lanes[4] = P64_4;
    lanes[5] = P32_2;
    lanes[6] = P64_5;
    lanes[7] = P32_1;
    int stripes = (length - 1) / STRIPE;
    for (int stripe = 0; stripe < stripes; stripe++) {
      int inBlock = stripe % (BLOCK / STRIPE);
      accumulate(bytes, from + stripe * STRIPE, inBlock);
      if (inBlock == BLOCK / STRIPE - 1) {
        scramble();
      }
    }
    for (int lane = 0; lane < 8; lane += 2) {
      int key = 121 + 8 * lane;
      add(lane, bytes, from + length - STRIPE + 8 * lane, secret(key), secret(key + 8));
    }
    low = merged(11, length * P64_1);
    high = merged(117, ~(length * P64_2));
  }

  private void accumulate(byte[] bytes, int from, int secret) {
    for (int lane = 0; lane < 8; lane += 2) {
      add(lane, bytes, from + 8 * lane, SECRETS[secret + lane], SECRETS[secret + lane + 1]);
    }
  }

  private void add(int lane, byte[] bytes, int from, long s, long t) {
    long left = (long) LONGS.get(bytes, from);
    long right = (long) LONGS.get(bytes, from + 8);
    lanes[lane] += right + halvesMultiplied(left ^ s);
    lanes[lane + 1] += left + halvesMultiplied(right ^ t);
  }

  private static long halvesMultiplied(long number) {
    return (number & 0xFFFFFFFFL) * (number >>> 32);
  }

  private void scramble() {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] = (lanes[lane] ^ lanes[lane] >>> 47 ^ SECRETS[16 + lane]) * P32_1;
    }
  }

  private long merged(int secret, long start) {
    long sum = start;
    for (int pair = 0; pair < 4; pair++) {
      sum +=
          folded(
              lanes[2 * pair] ^ secret(secret + 16 * pair),
              lanes[2 * pair + 1] ^ secret(secret + 16 * pair + 8));
    }
    return avalanche(sum);
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

  private static long[] secrets() {
    long[] secrets = new long[SECRET.length / Long.BYTES];
    Arrays.setAll(secrets, number -> secret(Long.BYTES * number));
    return secrets;
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
