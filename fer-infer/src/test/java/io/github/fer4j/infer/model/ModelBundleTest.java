package io.github.fer4j.infer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.ClassSet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatAnExportWroteIsReadAndOpened() throws IOException, OrtException {
    byte[] onnx = TinyModel.onnx(ModelTensors.INPUT, TinyModel.HAPPY_WHEN_BRIGHT);
    ModelBundle bundle = ModelBundle.read(TinyModel.writeTo(folder));

    assertThat(bundle.card()).isEqualTo(TinyModel.card(onnx));
    assertThat(bundle.onnx()).isEqualTo(onnx);
    try (OrtSession session = open(bundle)) {
      assertThat(session.getInputNames()).containsExactly(ModelTensors.INPUT);
    }
  }

  @Test
  void aModelWithOneByteChangedIsRefused() throws IOException {
    TinyModel.writeTo(folder);
    Path model = folder.resolve(ModelBundle.MODEL_FILE);
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);

    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(model.toString())
        .hasMessageContaining("SHA-256");
  }

  @Test
  void labelsInAnotherOrderAreRefused() throws IOException {
    Path card = changeCard("\"Angry\", \"Fear\"", "\"Fear\", \"Angry\"");

    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(card.toString())
        .hasMessageContaining("field labels")
        .hasMessageContaining("found [Fear, Angry,");
  }

  @Test
  void aCardOfSevenOrEightClassesIsReadAndOneOfSixIsRefused() throws IOException {
    for (ClassSet classes : ClassSet.values()) {
      TinyModel.writeTo(folder, classes);
      assertThat(ModelBundle.read(folder).card().classes()).isEqualTo(classes);
    }
    changeCard("\"Sad\"", "\"Sad\", \"Disgust\"");
    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("(five) or [")
        .hasMessageContaining("found [Angry, Fear, Happy, Neutral, Sad, Disgust]");
  }

  @Test
  void aCardOfSevenClassesOnAGraphOfFiveIsRefusedWhenOpened() throws IOException {
    changeCard("\"Sad\"", "\"Sad\", \"Disgust\", \"Surprise\"");
    ModelBundle bundle = ModelBundle.read(folder);
    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("[-1, 7]")
        .hasMessageContaining("[-1, 5]");
  }

  @Test
  void aModelIsReadOutOverTheClassesOfItsFileAndNoOthers() throws IOException {
    ModelBundle file = ModelBundle.read(TinyModel.writeTo(folder, ClassSet.SEVEN));
    ModelBundle five = file.withClasses(ClassSet.FIVE);

    assertThat(five.card().classes()).isEqualTo(ClassSet.FIVE);
    assertThat(five.card().sha256()).isEqualTo(file.card().sha256());
    assertThat(five.onnx()).isSameAs(file.onnx());
    assertThat(five.fileCard()).isEqualTo(file.card());
    assertThat(five.withClasses(ClassSet.SEVEN).card()).isEqualTo(file.card());
    assertThatThrownBy(() -> five.withClasses(ClassSet.EIGHT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.onnx: model 'tiny' tells only seven classes apart [Angry, ")
        .hasMessageContaining("not eight");
  }

  @Test
  void figuresOverAllClassesAreNotThoseOverFewer() throws IOException {
    ModelBundle file = ModelBundle.read(TinyModel.writeTo(folder, ClassSet.SEVEN));

    assertThat(file.withClasses(ClassSet.FIVE).card().metrics())
        .containsOnly(Map.entry("accuracy", 0.4), Map.entry("temperature", 0.9));
    assertThat(file.withClasses(ClassSet.SEVEN).card().metrics())
        .isEqualTo(file.card().metrics())
        .containsEntry("public_test.accuracy", 0.2)
        .containsEntry("five.accuracy", 0.4);
  }

  @Test
  void aFolderHasTheCardOfTheWholeFile() throws IOException {
    ModelBundle file = ModelBundle.read(TinyModel.writeTo(folder, ClassSet.EIGHT));
    Path copy = folder.resolve("copy");
    file.withClasses(ClassSet.FIVE).writeTo(copy);

    assertThat(ModelBundle.read(copy).card()).isEqualTo(file.card());
  }

  @Test
  void theNameOfClassesMeansTheShippedModelUnlessAFolderIsCalledSo() {
    assertThat(ModelBundle.shippedClasses("", name -> true)).contains(ClassSet.FIVE);
    assertThat(ModelBundle.shippedClasses("seven", name -> false)).contains(ClassSet.SEVEN);
    assertThat(ModelBundle.shippedClasses("seven", name -> true)).isEmpty();
    assertThat(ModelBundle.shippedClasses("run", name -> false)).isEmpty();
  }

  @Test
  void theShippedModelAnswersOverFiveClassesUnlessOthersAreNamed() throws IOException {
    ModelBundle five = ModelBundle.shipped();
    assertThat(five.card().classes()).isEqualTo(ClassSet.FIVE);
    for (ClassSet classes : ClassSet.values()) {
      if (five.fileCard().classes().includes(classes)) {
        assertThat(ModelBundle.shipped(classes).card().classes()).isEqualTo(classes);
      } else {
        assertThatThrownBy(() -> ModelBundle.shipped(classes))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("shipped model.onnx: model '")
            .hasMessageContaining("not " + classes);
      }
    }
  }

  @Test
  void anotherInputIsRefused() throws IOException {
    Path card = changeCard("\"height\" : 48", "\"height\" : 64");

    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(card.toString())
        .hasMessageContaining("height=64");
  }

  @Test
  void aGraphWithAnotherInputIsRefusedWhenOpened() throws IOException {
    ModelBundle bundle =
        ModelBundle.read(TinyModel.write(folder, TinyModel.onnx("image", 0, 0, 1, 0, 0)));

    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(folder.resolve(ModelBundle.MODEL_FILE).toString())
        .hasMessageContaining("input: expected one tensor 'pixels'")
        .hasMessageContaining("image");
  }

  @Test
  void aGraphWithSevenOutputsIsRefusedWhenOpened() throws IOException {
    ModelBundle bundle =
        ModelBundle.read(
            TinyModel.write(folder, TinyModel.onnx(ModelTensors.INPUT, 1, 2, 3, 4, 5, 6, 7)));

    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("[-1, 5]")
        .hasMessageContaining("[-1, 7]");
  }

  @Test
  void aFileThatIsNoOnnxIsRefusedWhenOpened() throws IOException {
    ModelBundle bundle = ModelBundle.read(TinyModel.write(folder, "no model".getBytes("UTF-8")));

    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(folder.resolve(ModelBundle.MODEL_FILE).toString())
        .hasMessageContaining("expected an ONNX model");
  }

  @Test
  void anEmptyModelIsRefusedWhenOpened() throws IOException {
    ModelBundle bundle = ModelBundle.read(TinyModel.write(folder, new byte[0]));

    assertThatThrownBy(() -> open(bundle)).isInstanceOf(MalformedModelException.class);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(ModelBundle.CARD_FILE);

    TinyModel.writeTo(folder);
    Files.delete(folder.resolve(ModelBundle.MODEL_FILE));

    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(folder.resolve(ModelBundle.MODEL_FILE).toString());
  }

  @Test
  void aBuildWithoutAModelSaysSo() throws IOException {
    if (ModelBundle.class.getResource(ModelBundle.MODEL_FILE) == null) {
      assertThatThrownBy(ModelBundle::shipped)
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining("ships no model");
    } else {
      assertThat(ModelBundle.shipped().onnx()).isNotEmpty();
    }
  }

  @Test
  void aFileLargerThanTheBoundIsRefusedUnread() throws IOException {
    TinyModel.writeTo(folder);
    try (RandomAccessFile model =
        new RandomAccessFile(folder.resolve(ModelBundle.MODEL_FILE).toFile(), "rw")) {
      model.setLength(ModelBundle.MAX_MODEL_BYTES + 1); // sparse
    }

    assertThatThrownBy(() -> ModelBundle.read(folder))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(ModelBundle.MODEL_FILE)
        .hasMessageContaining("at most 536870912 bytes");
  }

  private Path changeCard(String original, String replacement) throws IOException {
    TinyModel.writeTo(folder);
    Path card = folder.resolve(ModelBundle.CARD_FILE);
    String json = Files.readString(card);
    assertThat(json).contains(original);
    Files.writeString(card, json.replace(original, replacement));
    return card;
  }

  private static OrtSession open(ModelBundle bundle) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      return bundle.open(OrtEnvironment.getEnvironment(), options);
    }
  }
}
