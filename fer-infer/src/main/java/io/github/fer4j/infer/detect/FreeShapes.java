package io.github.fer4j.infer.detect;

import java.io.ByteArrayOutputStream;

/**
 * Takes the fixed shapes out of an ONNX file, so that a network of convolutions runs on pictures of
 * any size. YuNet's file declares 640x640, though nothing in it depends on that.
 *
 * <p>A file is a tree of protobuf messages: a tag, which holds a field's number and kind, then the
 * field's content. Field numbers are those of onnx.proto.
 */
final class FreeShapes {
  private static final int GRAPH = 7;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int VALUE_INFO = 13;
  private static final int TYPE = 2;
  private static final int TENSOR_TYPE = 1;
  private static final int SHAPE = 2;
  private static final int DIMENSION = 1;
  private static final int VALUE = 1;

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int WITH_LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final byte[] message;
  private int at;

  private FreeShapes(byte[] message) {
    this.message = message;
  }

  /**
   * The model without declared sizes of inputs, outputs and values between them. Of the inputs the
   * number of dimensions stays: by it ONNX Runtime finds out the channels of all values, without
   * which it pools them in a layout that it must convert to and from.
   *
   * @throws IllegalArgumentException if the bytes are no protobuf message
   */
  static byte[] of(byte[] model) {
    byte[] free = new FreeShapes(model).without(0, GRAPH, VALUE_INFO);
    free =
        new FreeShapes(free).without(0, GRAPH, INPUT, TYPE, TENSOR_TYPE, SHAPE, DIMENSION, VALUE);
    return new FreeShapes(free).without(0, GRAPH, OUTPUT, TYPE, TENSOR_TYPE, SHAPE);
  }

  // The message without the fields at the end of a path of field numbers.
  private byte[] without(int depth, int... path) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(message.length);
    while (at < message.length) {
      int start = at;
      long tag = varint();
      byte[] content = (tag & 7) == WITH_LENGTH ? content() : skip((int) (tag & 7));
      boolean last = depth == path.length - 1;
      if (tag >>> 3 != path[depth] || content == null && !last) {
        rest.write(message, start, at - start);
      } else if (!last) {
        byte[] changed = new FreeShapes(content).without(depth + 1, path);
        writeVarint(rest, tag);
        writeVarint(rest, changed.length);
        rest.writeBytes(changed);
      }
    }
    return rest.toByteArray();
  }

  private byte[] content() {
    long length = varint();
    byte[] content = new byte[(int) checked(length)];
    System.arraycopy(message, at, content, 0, content.length);
    at += content.length;
    return content;
  }

  private byte[] skip(int kind) {
    switch (kind) {
      case VARINT -> varint();
      case EIGHT_BYTES -> at += (int) checked(Long.BYTES);
      case FOUR_BYTES -> at += (int) checked(Integer.BYTES);
      default -> throw new IllegalArgumentException("a protobuf field of kind " + kind);
    }
    return null;
  }

  private long checked(long length) {
    if (length < 0 || length > message.length - at) {
      throw new IllegalArgumentException("a protobuf message that is cut short");
    }
    return length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      checked(1);
      byte next = message[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a protobuf number of more than 64 bits");
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
