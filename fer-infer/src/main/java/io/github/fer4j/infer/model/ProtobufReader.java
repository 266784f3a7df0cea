package io.github.fer4j.infer.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of a protobuf message one by one (Protocol Buffers, "Encoding"). What is not
 * well-formed is an {@link IllegalArgumentException}.
 */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_VARINT = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int type;
  private long value;
  private int start;

  ProtobufReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    switch (type) {
      case VARINT -> value = varint();
      case BYTES -> {
        value = varint();
        start = skip(value);
      }
      case FIXED_64 -> start = skip(Long.BYTES);
      case FIXED_32 -> start = skip(Integer.BYTES);
      default -> throw malformed("a field of type " + type);
    }
    return true;
  }

  /** Number of the field. */
  int field() {
    return field;
  }

  /** The field's number. */
  long number() {
    require(VARINT);
    return value;
  }

  /** The field's message. */
  ProtobufReader message() {
    require(BYTES);
    return new ProtobufReader(bytes, start, at);
  }

  /** The field's text. */
  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** A copy of the field's bytes. */
  byte[] bytes() {
    require(BYTES);
    return Arrays.copyOfRange(bytes, start, at);
  }

  private void require(int expected) {
    if (type != expected) {
      throw malformed("field " + field + " of type " + type);
    }
  }

  private long varint() {
    long result = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int next = bytes[skip(1)];
      result |= (long) (next & 0x7F) << 7 * i;
      if (next >= 0) {
        return result;
      }
    }
    throw malformed("a number without an end");
  }

  private int skip(long length) {
    int from = at;
    if (length < 0 || length > end - at) {
      throw malformed("a field that is longer than its message");
    }
    at += (int) length;
    return from;
  }

  private IllegalArgumentException malformed(String found) {
    return new IllegalArgumentException(found + " at byte " + at);
  }
}
