package io.github.fer4j.train.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.core.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Named arrays of 32-bit floats and text metadata in a file of the safetensors format: eight bytes
 * of header length, a JSON header, then the numbers, little-endian. Only element type F32 and
 * one-dimensional shapes are written and read; the layouts are the network's.
 *
 * @param metadata text by name
 * @param tensors values by name, in the order of the file
 */
record SafeTensors(Map<String, String> metadata, Map<String, float[]> tensors) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";

  /** Names the digest in the metadata. */
  private static final String DIGEST = "sha256";

  /** The format's own bound on the header, in bytes. */
  private static final long MAX_HEADER = 100_000_000;

  /**
   * Writes the file whole or not at all.
   *
   * @throws IOException if the disk is full or not writable; an older file is then still there
   */
  void write(Path file) throws IOException {
    AtomicFile.write(file, this::writeTo);
  }

  /** The same with a digest of all else in its metadata. */
  SafeTensors withDigest() {
    Map<String, String> texts = new LinkedHashMap<>(metadata);
    texts.put(DIGEST, digest());
    return new SafeTensors(texts, tensors);
  }

  /**
   * Refuses contents whose digest is another than that in the metadata.
   *
   * @param file where they come from
   * @throws MalformedCheckpointException if it is absent or differs
   */
  void requireDigest(Path file) {
    String found = digest();
    String expected = metadata.getOrDefault(DIGEST, "none");
    if (!found.equals(expected)) {
      throw malformed(file, "contents", "SHA-256 " + expected, "SHA-256 " + found);
    }
  }

  private String digest() {
    MessageDigest digest = sha256();
    new TreeMap<>(metadata)
        .forEach(
            (name, text) -> {
              if (!name.equals(DIGEST)) {
                update(digest, name);
                update(digest, text);
              }
            });
    new TreeMap<>(tensors)
        .forEach(
            (name, values) -> {
              update(digest, name);
              digest.update(bytes(values));
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The length first, so that no two texts run into each other. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(littleEndian(Long.BYTES).putLong(bytes.length).array());
    digest.update(bytes);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private void writeTo(OutputStream out) throws IOException {
    byte[] header = header();
    out.write(littleEndian(Long.BYTES).putLong(header.length).array());
    out.write(header);
    for (float[] values : tensors.values()) {
      out.write(bytes(values));
    }
  }

  private byte[] header() {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, float[]> tensor : tensors.entrySet()) {
      long end = offset + (long) tensor.getValue().length * Float.BYTES;
      ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "F32");
      entry.putArray("shape").add(tensor.getValue().length);
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file, after checking that it is as long as its header says, so that nothing is
   * allocated for what is not there.
   *
   * @throws MalformedCheckpointException if it is cut short or no such file
   * @throws IOException if it cannot be read
   */
  static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      JsonNode header = readHeader(file, channel);
      Map<String, String> metadata = new LinkedHashMap<>();
      header
          .path(METADATA)
          .properties()
          .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      Map<String, float[]> tensors = new LinkedHashMap<>();
      long start = channel.position();
      long at = 0;
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals(METADATA)) {
          at = readTensor(file, channel, start, at, entry, tensors);
        }
      }
      if (channel.size() != start + at) {
        throw malformed(file, "end", (start + at) + " bytes", channel.size() + " bytes");
      }
      return new SafeTensors(metadata, tensors);
    } catch (EOFException e) {
      throw malformed(file, "end", "more bytes", "the end of the file");
    }
  }

  private static JsonNode readHeader(Path file, FileChannel channel) throws IOException {
    long length = readFully(channel, Long.BYTES).getLong();
    if (length < 2 || length > MAX_HEADER || length > channel.size() - Long.BYTES) {
      throw malformed(file, "header", "a header within the file", length + " bytes of header");
    }
    String text = StandardCharsets.UTF_8.decode(readFully(channel, (int) length)).toString();
    try {
      if (JSON.readTree(text) instanceof ObjectNode header) {
        return header;
      }
    } catch (JsonProcessingException e) {
      throw malformed(file, "header", "JSON", "something else");
    }
    throw malformed(file, "header", "a JSON object", "another JSON value");
  }

  private static long readTensor(
      Path file,
      FileChannel channel,
      long start,
      long at,
      Map.Entry<String, JsonNode> entry,
      Map<String, float[]> tensors)
      throws IOException {
    String place = "tensor " + entry.getKey();
    JsonNode offsets = entry.getValue().path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    long bytes = to - from;
    if (!Objects.equals(entry.getValue().path("dtype").asText(), "F32")) {
      throw malformed(file, place, "dtype F32", entry.getValue().path("dtype").toString());
    }
    if (from != at || bytes < 0 || bytes % Float.BYTES != 0 || bytes > Integer.MAX_VALUE) {
      throw malformed(file, place, "offsets that follow each other", offsets.toString());
    }
    JsonNode shape = entry.getValue().path("shape");
    if (shape.size() != 1 || shape.path(0).asLong(-1) != bytes / Float.BYTES) {
      throw malformed(file, place, "shape [" + bytes / Float.BYTES + "]", shape.toString());
    }
    if (start + to > channel.size()) {
      throw malformed(file, place, (start + to) + " bytes", channel.size() + " bytes");
    }
    FloatBuffer values = readFully(channel, (int) bytes).asFloatBuffer();
    float[] array = new float[values.remaining()];
    values.get(array);
    tensors.put(entry.getKey(), array);
    return to;
  }

  private static MalformedCheckpointException malformed(
      Path file, String place, String expected, String found) {
    return new MalformedCheckpointException(
        file.toString(),
        place,
        expected,
        found,
        "The file is cut short or no checkpoint; use another checkpoint or start a new run.");
  }

  private static ByteBuffer readFully(FileChannel channel, int length) throws IOException {
    ByteBuffer buffer = littleEndian(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
