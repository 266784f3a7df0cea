package io.github.fer4j.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path folder;

  private Path written() throws IOException {
    Map<String, float[]> tensors = new TreeMap<>();
    tensors.put("a.weight", new float[] {1.5f, -0.0f, Float.MIN_VALUE});
    tensors.put("b.bias", new float[] {});
    tensors.put("c.gamma", new float[] {Float.MAX_VALUE});
    Path file = folder.resolve("x.safetensors");
    new SafeTensors(Map.of("format", "test", "quote", "\"\n\u00e9"), tensors).write(file);
    return file;
  }

  @Test
  void whatIsWrittenIsReadBackBitForBit() throws IOException {
    SafeTensors read = SafeTensors.read(written());
    assertThat(read.metadata())
        .containsEntry("format", "test")
        .containsEntry("quote", "\"\n\u00e9");
    assertThat(read.tensors().keySet()).containsExactly("a.weight", "b.bias", "c.gamma");
    assertThat(read.tensors().get("a.weight"))
        .usingComparatorWithPrecision(0f)
        .containsExactly(1.5f, -0.0f, Float.MIN_VALUE);
    assertThat(Float.floatToRawIntBits(read.tensors().get("a.weight")[1])).isEqualTo(0x80000000);
  }

  @Test
  void theLayoutIsThatOfTheFormat() throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(written())).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8))
        .contains("\"a.weight\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}")
        .contains("\"c.gamma\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}");
    assertThat(bytes.getFloat()).isEqualTo(1.5f);
    assertThat(bytes.remaining()).isEqualTo(12);
  }

  @Test
  void aFileCutShortAnywhereIsRefusedByName() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafeTensors.read(file))
          .as("cut to %d bytes", length)
          .isInstanceOf(MalformedCheckpointException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void rubbishAndAHugeHeaderAreRefusedWithoutAllocatingIt() throws IOException {
    Path file = folder.resolve("rubbish");
    for (long length : new long[] {-1, 0, 99_999_999, Long.MAX_VALUE}) {
      Files.write(
          file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      assertThatThrownBy(() -> SafeTensors.read(file))
          .isInstanceOf(MalformedCheckpointException.class);
    }
  }

  @Test
  void bytesBeyondTheLastTensorAreRefused() throws IOException {
    Path file = written();
    Files.write(file, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(MalformedCheckpointException.class);
  }
}
