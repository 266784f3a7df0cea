package io.github.fer4j.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.checkpoint.Progress.EpochSums;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  private static final Network NETWORK =
      new Network(
          "tiny", 0, 255, List.of(new Layer.GlobalAveragePool(), new Layer.Dense("out", 5, 0)));
  private static final Map<String, float[]> WEIGHTS =
      Map.of("out.weight", new float[] {1, 2, 3, 4, 5}, "out.bias", new float[5]);
  private static final EpochRecord EPOCH =
      new EpochRecord(1, 48, 0.1, 1.5, 0.4, 1.4, 0.5, 0.6, 2, 100, 0.9);

  @TempDir Path folder;

  private Path written() throws IOException {
    Path file = folder.resolve("x.safetensors");
    new Checkpoint(
            TrainingConfig.preset("quick").withNetwork(NETWORK),
            new EngineInfo("none", "1", "cpu", ""),
            new DataIdentity("0".repeat(64), 10, 5, "1".repeat(64)),
            new Progress(7, new EpochSums(1, 10, 14.5, 3, 0.5, 0.1), List.of(EPOCH)),
            WEIGHTS,
            Map.of("velocity", new float[] {0.5f}),
            WEIGHTS)
        .write(file);
    return file;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Checkpoint read = Checkpoint.read(written());
    assertThat(read.progress().history()).containsExactly(EPOCH);
    assertThat(read.config().architecture()).isEqualTo(NETWORK);
    assertThat(read.weights().get("out.weight")).containsExactly(1, 2, 3, 4, 5);
  }

  /** One bit in every byte of the file, header and numbers. */
  @Test
  void oneFlippedBitAnywhereIsRefusedByTheFilesName() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path damaged = folder.resolve("damaged.safetensors");
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << i % 7);
      Files.write(damaged, flipped);
      assertThatThrownBy(() -> Checkpoint.read(damaged))
          .as("byte %d of %d", i, whole.length)
          .isInstanceOf(MalformedCheckpointException.class)
          .hasMessageContaining("damaged.safetensors");
    }
  }

  /** As the first releases wrote it: without a digest, so that only what is impossible is seen. */
  private Path firstFormat(String name, String from, String to) throws IOException {
    SafeTensors contents = SafeTensors.read(written());
    Map<String, String> metadata = new LinkedHashMap<>(contents.metadata());
    metadata.remove("sha256");
    metadata.put("format", "fer4j-checkpoint-1");
    if (!name.isEmpty()) {
      assertThat(metadata.get(name)).contains(from);
      metadata.put(name, metadata.get(name).replace(from, to));
    }
    Path file = folder.resolve("first.safetensors");
    new SafeTensors(metadata, contents.tensors()).write(file);
    return file;
  }

  @Test
  void aCheckpointOfTheFirstFormatIsRead() throws IOException {
    Path file = firstFormat("data", ",\"targets\":\"" + "1".repeat(64) + "\"", "");
    assertThatCode(() -> Checkpoint.read(file)).doesNotThrowAnyException();
    DataIdentity old = Checkpoint.read(file).data();
    assertThat(old.isSameAs(new DataIdentity("0".repeat(64), 10, 5, "2".repeat(64)))).isTrue();
    assertThat(old.isSameAs(new DataIdentity("0".repeat(64), 11, 5, "2".repeat(64)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels   | Angry,Fear        | Fear,Angry         | labels",
        "progress | \"steps\":7       | \"steps\":-7       | steps",
        "progress | \"batches\":1     | \"batches\":-1     | under way",
        "progress | \"loss\":14.5     | \"loss\":\"NaN\"   | under way",
        "progress | \"correct\":3.0   | \"correct\":11     | right",
        "progress | \"epoch\":1       | \"epoch\":2        | called 2",
        "progress | \"validationAccuracy\":0.5 | \"validationAccuracy\":1.5 | accuracy",
        "progress | \"trainLoss\":1.5 | \"trainLoss\":\"Infinity\" | train loss",
        "progress | \"history\":[     | \"history\":[null, | progress",
        "engine   | {\"name\":\"none\"| {\"nom\":\"none\"  | engine",
        "engine   | \"none\"          | null               | name",
        "data     | \"training\":10   | \"training\":0     | data",
        "data     | 0000              | 000                | SHA-256",
        "progress | \"validationLoss\":1.4,\"validationAccuracy\":0.5,\"validationStateAccuracy\":0.6, | '' | an epoch without",
        "config   | \"final\" : false | \"final\" : true  | no validation figures",
        "config   | \"epochs\" : 30   | \"epochs\" : 0     | epochs",
        "config   | dense             | \"denser\"         | config",
      })
  void whatCannotBeIsRefusedWithItsPlace(String name, String from, String to, String named)
      throws IOException {
    String original = from;
    if (name.equals("config") && !from.contains("final")) {
      original = from.contains("epochs") ? epochs() : "\"dense\"";
    }
    Path file = firstFormat(name, original, to);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("first.safetensors")
        .hasMessageContaining(named);
  }

  private static String epochs() {
    return "\"epochs\" : " + TrainingConfig.preset("quick").epochs();
  }
}
