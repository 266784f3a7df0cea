package io.github.fer4j.train.internal.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of made-up answers of {@code nvidia-smi}. */
class NvidiaCardsTest {
  private static final String TWO =
      """
      0, GPU-11111111-aaaa, 8.6, 535.129.03, NVIDIA GeForce RTX 3090
      1, GPU-22222222-bbbb, 9.0, 535.129.03, NVIDIA H100 80GB HBM3, with a comma
      """;

  private static NvidiaCards of(int exitCode, String output, String visible) {
    return NvidiaCards.of(new NvidiaCards.Answer(exitCode, output), Optional.ofNullable(visible));
  }

  @Test
  void aLineIsACard() {
    assertThat(of(0, TWO, null))
        .isEqualTo(
            new NvidiaCards(
                List.of(
                    new NvidiaCard(
                        0,
                        "GPU-11111111-aaaa",
                        "NVIDIA GeForce RTX 3090",
                        Optional.of(new ComputeCapability(8, 6)),
                        "535.129.03"),
                    new NvidiaCard(
                        1,
                        "GPU-22222222-bbbb",
                        "NVIDIA H100 80GB HBM3, with a comma",
                        Optional.of(new ComputeCapability(9, 0)),
                        "535.129.03")),
                ""));
  }

  @Test
  void windowsLineEndsAreRead() {
    assertThat(of(0, TWO.replace("\n", "\r\n"), null)).isEqualTo(of(0, TWO, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          1                 | 1
          1,0               | 1 0
          GPU-2222          | 1
          GPU-22222222-bbbb, 0 | 1 0
          0,7,1             | 0
          """)
  void onlyVisibleCardsAreSeenInTheOrderGiven(String visible, String indices) {
    assertThat(of(0, TWO, visible).cards())
        .extracting(card -> Integer.toString(card.index()))
        .containsExactly(indices.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "NoDevFiles", "2"})
  void hiddenCardsAreSaidToBeHidden(String visible) {
    NvidiaCards cards = of(0, TWO, visible);
    assertThat(cards.cards()).isEmpty();
    assertThat(cards.absence()).isEqualTo("CUDA_VISIBLE_DEVICES=" + visible + " hides every card");
  }

  @Test
  void aDriverInTroubleIsQuotedInOneLine() {
    NvidiaCards cards =
        of(
            9,
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"
                + "Make sure that the latest NVIDIA driver is installed and running.\n\n",
            null);
    assertThat(cards.cards()).isEmpty();
    assertThat(cards.absence())
        .startsWith("nvidia-smi says: NVIDIA-SMI has failed because")
        .endsWith("installed and running.")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "no card, here", "x, GPU-1, 8.6, 535, RTX"})
  void anAnswerWithoutACardIsNone(String output) {
    assertThat(of(0, output, null))
        .isEqualTo(new NvidiaCards(List.of(), "nvidia-smi lists no card"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[N/A]", "[Not Supported]", "", "9", "x.y"})
  void aCapabilityThatTheDriverDoesNotTellIsEmpty(String capability) {
    NvidiaCards cards = of(0, "0, GPU-1, " + capability + ", 470.82, Tesla M60", null);
    assertThat(cards.cards()).hasSize(1);
    assertThat(cards.cards().get(0).capability()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"535.129.03, 535", "450.80.02, 450", "572, 572", "unknown, 0", "'', 0"})
  void theDriversFirstNumberCounts(String driver, int major) {
    assertThat(new NvidiaCard(0, "GPU-1", "x", Optional.empty(), driver).driverMajor())
        .isEqualTo(major);
  }

  @Test
  void aMissingProgramMeansNoDriver() {
    NvidiaCards cards =
        NvidiaCards.ask(List.of("fer4j-no-such-program-anywhere"), Optional.empty());
    assertThat(cards.cards()).isEmpty();
    assertThat(cards.absence()).contains("not on the PATH").contains("no NVIDIA driver");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theProgramsOwnAnswerIsRead() {
    NvidiaCards cards =
        NvidiaCards.ask(
            List.of("/bin/sh", "-c", "echo '0, GPU-1, 7.5, 550.54, NVIDIA T4'"), Optional.empty());
    assertThat(cards.cards()).extracting(NvidiaCard::name).containsExactly("NVIDIA T4");

    NvidiaCards broken =
        NvidiaCards.ask(List.of("/bin/sh", "-c", "echo broken >&2; exit 3"), Optional.empty());
    assertThat(broken.absence()).isEqualTo("nvidia-smi says: broken");
  }

  /** An old nvidia-smi refuses the whole question for one field that it does not know. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anOldDriverIsAskedAgainWithoutTheCapabilityAndAK80IsKnownByItsName() {
    // The field's name is broken up, so that it stands in the question alone.
    String old =
        "case $0 in *_cap*)"
            + " echo 'Field \"compute''_cap\" is not a valid field to query.'; exit 2;; esac;"
            + " printf '0, GPU-1, 0, 470.82, Tesla K80\\n1, GPU-2, 1, 470.82, Tesla M60\\n'";
    NvidiaCards cards =
        NvidiaCards.ask(
            List.of("/bin/sh", "-c", old, "index,uuid,compute_cap,driver_version,name"),
            Optional.empty());

    assertThat(cards.cards())
        .extracting(NvidiaCard::name, NvidiaCard::capability)
        .containsExactly(
            tuple("Tesla K80", Optional.of(new ComputeCapability(3, 7))),
            tuple("Tesla M60", Optional.empty()));
    assertThat(CudaNatives.DEEPLEARNING4J.objection(cards.cards().get(0))).isEmpty();
    assertThat(CudaNatives.DEEPLEARNING4J.objection(cards.cards().get(1))).isPresent();
  }
}
