package io.github.fer4j.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages inputs, the same way for the same seed. */
final class Mutator {
  private static final int[] BYTES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF, '"', ',', '\n', 0x1B};
  private static final long[] NUMBERS = {0, 1, 0x7FFF, 0xFFFF, 0x7FFF_FFFFL, 0xFFFF_FFFFL};
  private static final List<String> WORDS =
      List.of(
          "-1",
          "0",
          "NaN",
          "1e999",
          "99999999999999999999",
          "null",
          "{}",
          "[]",
          "\"\"",
          "true",
          "\u001b[2J",
          "\u202e",
          "../../x",
          "ü\uD83D\uDE00",
          "[".repeat(2000),
          "a".repeat(70000));
  private static final Pattern VALUE =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\"[^\"]{0,80}\"|\\b(null|true|false)\\b");
  private static final int MOST_CHANGES = 4;

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  /** One of several. */
  <T> T any(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  /**
   * A damaged copy.
   *
   * @param other from which pieces may be taken
   */
  byte[] damaged(byte[] input, byte[] other) {
    byte[] result = input.clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && result.length > 0; i++) {
      result = damagedOnce(result, other);
    }
    return result;
  }

  private byte[] damagedOnce(byte[] input, byte[] other) {
    int from = random.nextInt(input.length);
    int length = Math.min(1 << random.nextInt(10), input.length - from);
    return switch (random.nextInt(10)) {
      case 0, 1 -> flipped(input, from);
      case 2 -> with(input, from, (byte) BYTES[random.nextInt(BYTES.length)]);
      case 3 -> withNumber(input, from);
      case 4 -> Arrays.copyOf(input, from);
      case 5 -> joined(Arrays.copyOf(input, from), tail(input, from + length));
      case 6 -> joined(Arrays.copyOf(input, from + length), tail(input, from));
      case 7 -> joined(joined(Arrays.copyOf(input, from), piece(other)), tail(input, from));
      default -> withValue(input);
    };
  }

  private byte[] flipped(byte[] input, int at) {
    return with(input, at, (byte) (input[at] ^ 1 << random.nextInt(Byte.SIZE)));
  }

  private static byte[] with(byte[] input, int at, byte value) {
    byte[] result = input.clone();
    result[at] = value;
    return result;
  }

  /** A 16- or 32-bit number of either byte order over what is there. */
  private byte[] withNumber(byte[] input, int at) {
    byte[] result = input.clone();
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    int size = random.nextBoolean() ? 2 : 4;
    boolean little = random.nextBoolean();
    for (int i = 0; i < size && at + i < result.length; i++) {
      result[at + i] = (byte) (number >> Byte.SIZE * (little ? i : size - 1 - i));
    }
    return result;
  }

  /** Another word for one number, string or literal of a text. */
  private byte[] withValue(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    List<MatchResult> values = VALUE.matcher(text).results().limit(2000).toList();
    String word = any(WORDS);
    if (values.isEmpty()) {
      return flipped(input, random.nextInt(input.length));
    }
    MatchResult value = any(values);
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return joined(joined(Arrays.copyOf(input, value.start()), bytes), tail(input, value.end()));
  }

  private byte[] piece(byte[] other) {
    int from = random.nextInt(Math.max(1, other.length));
    int length = Math.min(1 + random.nextInt(64), other.length - from);
    return Arrays.copyOfRange(other, from, from + Math.max(0, length));
  }

  private static byte[] tail(byte[] input, int from) {
    return Arrays.copyOfRange(input, from, input.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
