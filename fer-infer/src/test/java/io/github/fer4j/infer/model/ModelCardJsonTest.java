package io.github.fer4j.infer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardJsonTest {
  private static final ModelCard CARD = TinyModel.card(new byte[] {1, 2, 3});
  private static final String JSON = ModelCardJson.write(CARD);

  @Test
  void aCardIsReadAsItWasWritten() {
    assertThat(ModelCardJson.read(JSON, "card.json")).isEqualTo(CARD);
  }

  @Test
  void theSameCardIsAlwaysTheSameText() {
    assertThat(ModelCardJson.write(ModelCardJson.read(JSON, "card.json"))).isEqualTo(JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\" : \"tiny\"          | \"nom\" : \"tiny\"         | field nom",
        "\"name\" : \"tiny\",         | ``                         | field name: expected this field",
        "\"name\" : \"tiny\"          | \"name\" : null            | field name",
        "\"name\" : \"tiny\"          | \"name\" : \"a\", \"name\" : \"b\" | name",
        "\"epoch\" : 1                | \"epoch\" : \"1\"          | field provenance.epoch",
        "\"epoch\" : 1                | \"epoch\" : 1.5            | field provenance.epoch",
        "\"epoch\" : 1                | \"epoch\" : null           | field provenance.epoch",
        "\"height\" : 48              | \"heights\" : 48           | field input.heights",
        "\"TRAINING\" : 100           | \"TRAIN\" : 100            | TRAIN",
        "\"chosenOn\" : \"PUBLIC_TEST\" | \"chosenOn\" : 1         | field provenance.chosenOn",
        "\"chosenOn\" : \"PUBLIC_TEST\" | \"chosenOn\" : null      | chosen on null",
        "\"trainedOn\" : [             | \"trainedOn\" : [ null,    | field provenance.trainedOn",
        "\"trainedOn\" : [             | \"trainedOn\" : [ \"PUBLIC_TEST\", | chosen on PUBLIC_TEST",
        "0.2                          | null                       | field metrics",
        "0.2                          | NaN                        | NaN",
        "0.2                          | \"NaN\"                    | Metric",
        "0.2                          | 1e999                      | Infinity",
        "\"sha256\" : \"              | \"sha256\" : \"X           | SHA-256",
        "\"formatVersion\" : 2        | \"formatVersion\" : 3      | field formatVersion",
        "\"formatVersion\" : 2        | \"formatVersion\" : 0      | field formatVersion",
        "\"fer2013\" : \"probabilities\" | \"other\" : \"probabilities\" | fer2013",
        "\"formatVersion\" : 2,       | ``                         | field formatVersion",
        "\"labels\" : [               | \"labels\" : [ 1,          | field labels.0",
      })
  void whateverIsNotExactlyACardIsRefusedWithItsPlace(
      String original, String replacement, String named) {
    assertThat(JSON).contains(original);
    String damaged = JSON.replaceFirst(Pattern.quote(original), replacement);

    assertThatThrownBy(() -> ModelCardJson.read(damaged, "some/card.json"))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("some/card.json")
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"``", "{", "[]", "null", "hello", "{} {}"})
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> ModelCardJson.read(text, "card.json"))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageStartingWith("card.json");
  }

  @Test
  void aCardOfVersionOneHasOneOutput() {
    String old =
        JSON.replaceFirst("\"outputs\" : \\{[^}]*},", "")
            .replace("\"formatVersion\" : 2", "\"formatVersion\" : 1");
    assertThat(old).doesNotContain("outputs");
    assertThat(ModelCardJson.read(old, "card.json")).isEqualTo(CARD);
  }

  @Test
  void aCardWithoutItsLayersDoesNotKnowThem() {
    String old = JSON.replaceFirst("(?s)\"architecture\" : \\{.*?\\} ]\\s*\\},", "");
    assertThat(old).doesNotContain("architecture");
    assertThat(ModelCardJson.read(old, "card.json").architecture().hasLayers()).isFalse();
  }

  @Test
  void aCardThatDoesNotSayWhatItWasTrainedOnIsOfTrainingAlone() {
    String old = JSON.replaceFirst("\"trainedOn\" : \\[[^]]*],", "");
    assertThat(old).doesNotContain("trainedOn");
    assertThat(ModelCardJson.read(old, "card.json").provenance().trainedOn())
        .containsExactly(Split.TRAINING);
  }

  @Test
  void aModelThatWasTrainedOnPublicTestTooCannotBeMeasuredThere() {
    String json =
        JSON.replace("\"trainedOn\" : [ ", "\"trainedOn\" : [ \"PUBLIC_TEST\", ")
            .replace("\"chosenOn\" : \"PUBLIC_TEST\"", "\"chosenOn\" : null");
    ModelCard card = ModelCardJson.read(json, "card.json");
    assertThat(ModelCardJson.write(card)).isEqualTo(json);
    assertThat(card.provenance().chosenOn()).isNull();
    assertThatThrownBy(() -> card.requireMeasurableOn(Split.PUBLIC_TEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model 'tiny' was trained on PublicTest too")
        .hasMessageContaining("private_test");
    card.requireMeasurableOn(Split.PRIVATE_TEST);
    CARD.requireMeasurableOn(Split.PUBLIC_TEST);
  }

  @Test
  void textAfterTheCardIsRefused() {
    assertThatThrownBy(() -> ModelCardJson.read(JSON + "{}", "card.json"))
        .isInstanceOf(MalformedModelException.class);
  }
}
