package io.github.fer4j.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFileTest {
  private static final String YAML =
      """
      name: small
      mean: 129
      deviation: 65
      layers:
        - {type: convolution, name: a, filters: 8, bias: false}
        - {type: batch-norm, name: n}
        - {type: relu}
        - type: residual
          name: block
          layers:
            - {type: convolution, name: b, filters: 8, l2: 0.01}
            - {type: dropout, rate: 0.1}
        - {type: max-pool}
        - {type: global-average-pool}
        - {type: dense, name: out, units: 5}
      """;

  @TempDir Path folder;

  private Network read(String text) throws IOException {
    return Network.read(Files.writeString(folder.resolve("net.yaml"), text));
  }

  static List<String> presets() {
    return Vgg.names();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetIsReadAsItIsWritten(String preset) throws IOException {
    Network network = Vgg.preset(preset);
    assertThat(read(network.toTree().toPrettyString())).isEqualTo(network);
    Network twoHeads = Vgg.preset(preset).withHeads(List.of(Head.label(), new Head(Head.CROWD, 8)));
    assertThat(Network.ofTree(twoHeads.toTree(), "test")).isEqualTo(twoHeads);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    assertThat(read(YAML))
        .isEqualTo(
            new Network(
                "small",
                129,
                65,
                List.of(
                    new Layer.Convolution("a", 8, false, 0),
                    new Layer.BatchNorm("n", 0.9, 1e-5),
                    new Layer.Relu(),
                    new Layer.Residual(
                        "block",
                        List.of(new Layer.Convolution("b", 8, true, 0.01), new Layer.Dropout(0.1)),
                        Layer.Residual.Skip.IDENTITY),
                    new Layer.MaxPool(),
                    new Layer.GlobalAveragePool(),
                    new Layer.Dense("out", 5, 0))));
  }

  /** 8 * 9 + 2 * 8 + (8 * 8 * 9 + 8) + (5 * 8 + 5), and 48 * 48 * (8 * 9 + 8 * 8 * 9) + 40. */
  @Test
  void theTextTellsParametersAndMultiplyAdds() throws IOException {
    assertThat(read(YAML).toTree().get("parameters").asLong()).isEqualTo(717);
    assertThat(read(YAML).toTree().get("multiply-adds").asLong()).isEqualTo(1_493_032);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type: relu                | type: gelu                | gelu",
        "filters: 8, bias          | filter: 8, bias           | filter",
        "filters: 8, bias          | filters: 8.5, bias        | layers 1 filters",
        "filters: 8, bias          | filters: eight, bias      | layers 1 filters",
        "filters: 8, bias          | filters: 0, bias          | filters must be positive",
        "filters: 8                | filters: 99999            | at most",
        "rate: 0.1                 | rate: 1                   | rate must be",
        "rate: 0.1                 | rate: .nan                | line 12",
        "name: b, filters: 8       | name: a, filters: 8       | Two layers share",
        "name: b, filters: 8       | name: b, filters: 9       | block cannot add",
        "name: block               | name: ' '                 | needs a name",
        "units: 5                  | units: 4                  | must be a Dense of 5",
        "units: 5                  | units: 5, l2: -1          | l2 must be",
        "type: global-average-pool | type: relu                | needs a Flatten",
        "type: max-pool            | type: global-average-pool | cannot follow",
        "deviation: 65             | deviation: 0              | deviation positive",
        "deviation: 65             | deviation: 65, 1          | deviation",
        "mean: 129                 | men: 129                  | mean",
        "mean: 129                 | 'mean: 129                | line",
        "name: small               | ``                        | name",
      })
  void whatIsNoNetworkIsRefusedWithItsPlace(String original, String changed, String named) {
    assertThat(YAML).contains(original);
    assertThatThrownBy(() -> read(YAML.replace(original, changed)))
        .isInstanceOf(MalformedNetworkException.class)
        .hasMessageContaining("net.yaml")
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"``", "hello", "- 1", "{}"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedNetworkException.class);
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    assertThatThrownBy(() -> read("name: other\n" + YAML))
        .isInstanceOf(MalformedNetworkException.class)
        .hasMessageContaining("name");
  }

  @Test
  void sixMaxPoolsAreTooManyFor48Pixels() {
    String pools = "  - {type: max-pool}\n".repeat(6);
    assertThatThrownBy(() -> read(YAML.replace("  - {type: max-pool}\n", pools)))
        .hasMessageContaining("cannot halve");
  }

  @Test
  void aFileThatIsNotThereIsAnIoException() {
    assertThatThrownBy(() -> Network.read(folder.resolve("none.yaml")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
