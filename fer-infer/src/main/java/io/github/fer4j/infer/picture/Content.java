package io.github.fer4j.infer.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file with its name, read at any place; reading past the end is reported. */
final class Content {
  private static final int UNSIGNED_BYTE = 0xFF;

  private final String name;
  private final byte[] bytes;

  Content(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  /** The unsigned byte at a place. */
  int u8(long at) {
    return bytes[checked(at, 1)] & UNSIGNED_BYTE;
  }

  /** Unsigned, the most significant byte first. */
  int u16(long at) {
    return u8(at) << 8 | u8(at + 1);
  }

  /** Unsigned, the most significant byte first. */
  long u32(long at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** Unsigned, the least significant byte first. */
  int u16Little(long at) {
    return u8(at + 1) << 8 | u8(at);
  }

  /** Unsigned, the least significant byte first. */
  int u24Little(long at) {
    return u8(at + 2) << 16 | u16Little(at);
  }

  /** Unsigned, the least significant byte first. */
  long u32Little(long at) {
    return (long) u16Little(at + 2) << 16 | u16Little(at);
  }

  byte[] slice(long from, long length) {
    int start = checked(from, length);
    return Arrays.copyOfRange(bytes, start, start + (int) length);
  }

  boolean startsWith(int... first) {
    for (int i = 0; i < first.length; i++) {
      if (i >= bytes.length || u8(i) != first[i]) {
        return false;
      }
    }
    return true;
  }

  boolean hasText(long at, String ascii) {
    byte[] expected = ascii.getBytes(StandardCharsets.US_ASCII);
    return at >= 0
        && at + expected.length <= bytes.length
        && Arrays.equals(bytes, (int) at, (int) at + expected.length, expected, 0, expected.length);
  }

  /** The failure of a file that stops before it should. */
  MalformedPictureException cutOff(String expected) {
    return new MalformedPictureException(
        name,
        "byte " + bytes.length,
        expected,
        "the end of the file",
        "The file is cut off: copy or save it again.");
  }

  MalformedPictureException damaged(long at, String expected, String found) {
    return new MalformedPictureException(
        name, "byte " + at, expected, found, "The file is damaged: copy or save it again.");
  }

  private int checked(long at, long length) {
    if (at < 0 || length < 0 || at + length > bytes.length) {
      throw cutOff("more of the picture");
    }
    return (int) at;
  }
}
