package io.github.fer4j.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dropout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VggTest {

  /** Counted by hand: 9·in·out (+ out) a convolution, 2·C a norm, in·out + out a dense layer. */
  @ParameterizedTest
  @CsvSource({
    "baseline, 9671365, 473449728",
    "full, 4688709, 468470272",
    "wide, 2638709, 263763840",
    "slim, 1173925, 117449984",
    "quick, 72341, 21565760"
  })
  void sizesAreThoseCountedByHand(String name, long parameters, long multiplyAdds) {
    Network network = Vgg.preset(name);

    assertThat(network.name()).isEqualTo(name);
    assertThat(network.parameters()).isEqualTo(parameters);
    assertThat(network.multiplyAdds(48)).isEqualTo(multiplyAdds);
  }

  @Test
  void convolutionsOfSeedCost468MillionMultiplyAdds() {
    long convolutions =
        Vgg.baseline().trace(48).stream()
            .filter(step -> step.layer() instanceof Convolution)
            .mapToLong(Network.Step::multiplyAdds)
            .sum();

    assertThat(convolutions).isEqualTo(468_467_712);
  }

  @Test
  void seedHasTheDropoutAndTheL2OfTheSeedProject() {
    assertThat(dropouts(Vgg.baseline())).containsExactly(.3, .4, .5, .5, .4);
    assertThat(of(Convolution.class, Vgg.baseline()))
        .extracting(Convolution::l2)
        .containsExactly(0., 0., .01, .01, .01, .01, .01, .01);
  }

  @Test
  void seedNormalisesAfterTheReluAndTheOthersBefore() {
    List<Layer> seed = Vgg.baseline().layers();
    List<Layer> slim = Vgg.slim().layers();

    assertThat(seed.get(1)).isInstanceOf(Layer.Relu.class);
    assertThat(seed.get(2)).isEqualTo(new BatchNorm("block1.norm1", .99, 1e-3));
    assertThat(slim.get(1)).isEqualTo(new BatchNorm("block1.norm1", .9, 1e-5));
    assertThat(slim.get(2)).isInstanceOf(Layer.Relu.class);
  }

  @Test
  void onlySeedIsBoundToOneSize() {
    assertThat(Vgg.names())
        .filteredOn(name -> !Vgg.preset(name).takesAnySize())
        .containsOnly("baseline");
  }

  @Test
  void wideFitsIntoTwelveMegabytesOfFloats() {
    assertThat(Vgg.wide().parameters() * Float.BYTES).isLessThan(12_000_000);
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Vgg.preset("sedd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No network is called 'sedd'; there are: baseline, full, wide, slim, quick");
  }

  private static List<Double> dropouts(Network network) {
    return of(Dropout.class, network).stream().map(Dropout::rate).toList();
  }

  private static <T extends Layer> List<T> of(Class<T> type, Network network) {
    return network.layers().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
