package io.github.fer4j.cli.predict;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  private static Path model;

  @TempDir private Path folder;
  private Path photos;
  private Path photo;
  private Path empty;

  @BeforeAll
  static void exportModel() throws IOException {
    model = TinyModel.writeTo(shared.resolve("model"));
  }

  @BeforeEach
  void takePhotos() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    photo = photos.resolve("one face.png");
    empty = photos.resolve("without.png");
    BufferedImage portrait = Portrait.background(300, 300);
    Portrait.draw(portrait, 160, 150, 130);
    ImageIO.write(portrait, "png", photo.toFile());
    ImageIO.write(Portrait.background(200, 200), "png", empty.toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "jsonl", "csv"})
  void whatAnEarlierRunWroteIsReplaced(String format) throws IOException {
    Path out = folder.resolve("records");
    Path drawn = folder.resolve("drawn");
    Object[] command = {
      "predict",
      photos,
      "--model",
      model,
      "--format",
      format,
      "--out",
      out,
      "--annotate",
      drawn,
      "--txt",
      drawn,
      "--explain",
      folder.resolve("explained")
    };
    for (int run = 1; run <= 2; run++) {
      assertThat(fer(command).exitCode()).as("run %s", run).isZero();
    }
    assertThat(fer("predict", empty, "--model", model, "--out", out).exitCode()).isZero();
    assertThat(out).content().contains("no face");
  }

  @Test
  void aPictureWhereAnAnnotatedOneShouldGoIsKept() throws IOException {
    Path drawn = Files.createDirectory(folder.resolve("drawn"));
    Path other = Files.copy(empty, drawn.resolve(photo.getFileName()));
    Object[] command = {"predict", photos, "--model", model, "--annotate", drawn};

    CommandRun refused = fer(command);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(other + ": this file is there already", "--overwrite");
    assertThat(other).hasSameBinaryContentAs(empty);
    assertThat(drawn.resolve("without.png")).doesNotExist();

    List<Object> overwriting = new ArrayList<>(List.of(command));
    overwriting.add("--overwrite");
    assertThat(fer(overwriting.toArray()).exitCode()).isZero();
    assertThat(Files.mismatch(other, empty)).isNotNegative();
  }

  @Test
  void aPictureGivesALineAFace() {
    CommandRun run = fer("predict", photo, "--model", model);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(photo + "  [")
        .containsPattern("]  Happy \\d+\\.\\d %  Okay  \\(Angry \\d+\\.\\d %, Fear");
  }

  @Test
  void aModelIsReadOutOverFewerClassesThanItHas() throws IOException {
    Path seven = TinyModel.writeTo(folder.resolve("seven classes"), ClassSet.SEVEN);
    Path database = folder.resolve("faces.mv.db");
    CommandRun all = fer("predict", photo, "--model", seven);
    CommandRun five =
        fer("predict", photo, "--model", seven, "--classes", "five", "--store", "--db", database);

    assertThat(all.out()).contains("Happy", "Surprise");
    assertThat(five.exitCode()).isZero();
    assertThat(five.out()).contains("Happy").doesNotContain("Surprise");
    try (PredictionStore store = PredictionStore.embedded(database)) {
      PredictionRecord stored = store.latest(1).get(0);
      assertThat(stored.face().prediction().classes()).isEqualTo(ClassSet.FIVE);
      assertThat(stored.model().card().orElseThrow()).contains("Surprise"); // the file's
    }
  }

  @Test
  void classesThatAModelLacksAreRefusedInOneLine() {
    CommandRun run = fer("predict", photo, "--model", model, "--classes", "eight");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly(
            "fer: "
                + model.resolve("model.onnx")
                + ": model 'tiny' tells only five classes apart [Angry, Fear, Happy, Neutral, Sad],"
                + " not eight; name a model of these, or fewer classes");
  }

  @Test
  void theShippedModelIsNamedByItsClasses() {
    CommandRun named = fer("predict", photo, "--model", "five");

    assertThat(named.exitCode()).isZero();
    assertThat(named.out()).isEqualTo(fer("predict", photo).out()).contains("]  ");
  }

  @Test
  void aFolderGivesItsPicturesInOrder() {
    CommandRun run = fer("predict", photos, "--model", model);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out().lines().toList().get(1)).isEqualTo(empty + "  no face");
    assertThat(run.err()).contains("2 pictures: 1 face, 1 without a face, 0 failed");
  }

  @Test
  void jsonIsAnArrayWithARecordAFace() throws IOException {
    JsonNode records =
        JSON.readTree(fer("predict", photos, "--model", model, "--format", "json").out());

    assertThat(records.isArray()).isTrue();
    assertThat(records).hasSize(2);
    JsonNode face = records.get(0);
    assertThat(face.get("path").textValue()).isEqualTo(photo.toString());
    assertThat(face.get("face").intValue()).isEqualTo(1);
    assertThat(face.get("box")).hasSize(4).allMatch(JsonNode::isInt);
    assertThat(face.get("emotion").textValue()).isEqualTo("Happy");
    assertThat(face.get("state").textValue()).isEqualTo("Okay");
    double sum = 0;
    List<String> names = new ArrayList<>();
    for (var each : face.get("probabilities").properties()) {
      names.add(each.getKey());
      sum += each.getValue().doubleValue();
    }
    assertThat(names).containsExactly("Angry", "Fear", "Happy", "Neutral", "Sad");
    assertThat(sum).isBetween(0.99999, 1.00001);
    assertThat(face.get("score").doubleValue()).isGreaterThan(8); // Finds that made the face.
    assertThat(face.get("landmarks").isNull()).isTrue();
    assertThat(records.get(1).get("score").isNull()).isTrue();
    assertThat(records.get(1).get("emotion").textValue()).isEqualTo("no face");
    assertThat(records.get(1).get("box").isNull()).isTrue();
  }

  @Test
  void jsonWithoutAnyRecordIsStillAnArray() throws IOException {
    Path note = Files.writeString(folder.resolve("note.jpg"), "no picture");
    CommandRun run = fer("predict", note, "--model", model, "--format", "json");

    assertThat(JSON.readTree(run.out())).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void jsonLinesParseOneByOne() throws IOException {
    CommandRun run = fer("predict", photos, "--model", model, "--format", "jsonl");

    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      assertThat(JSON.readTree(line).get("path").isTextual()).isTrue();
    }
  }

  @Test
  void csvQuotesWhatNeedsIt() throws IOException {
    Path odd = Files.move(photo, photos.resolve("a \"b\", c\nd.png"));
    CommandRun run = fer("predict", odd, "--model", model, "--format", "csv");

    assertThat(run.out())
        .startsWith(
            "path,face,x1,y1,x2,y2,emotion,state,Angry,Fear,Happy,Neutral,Sad,score,detector,reading\r\n\"")
        .contains("a \"\"b\"\", c\nd.png\",1,")
        .contains(",Happy,Okay,0.");
  }

  @Test
  void recordsGoWholeIntoAFile() throws IOException {
    Path out = folder.resolve("records.csv");
    CommandRun run = fer("predict", photos, "--model", model, "--format", "csv", "--out", out);

    assertThat(run.out()).isEmpty();
    assertThat(Files.readAllLines(out)).hasSize(3);
  }

  @Test
  void aFailureBeforeTheEndLeavesTheOldFile() throws IOException {
    Path out = Files.writeString(folder.resolve("records.csv"), "old");
    CommandRun run = fer("predict", photos, "--model", folder.resolve("nowhere"), "--out", out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(out).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
  }

  @Test
  void markedPicturesAndTextFilesLieAsThePicturesDo() throws IOException {
    Path deeper = Files.createDirectories(photos.resolve("more/deep"));
    Files.copy(photo, deeper.resolve("x.png"));
    Path marked = folder.resolve("marked");
    Path text = folder.resolve("text");

    CommandRun run =
        fer(
            "predict",
            photos,
            "--recursive",
            "--model",
            model,
            "--annotate",
            marked,
            "--txt",
            text);

    assertThat(run.exitCode()).isZero();
    assertThat(ImageIO.read(marked.resolve("more/deep/x.png").toFile()).getWidth()).isEqualTo(600);
    assertThat(Files.readString(text.resolve("one face.txt"))).matches("2 \\d+ \\d+ \\d+ \\d+\\R");
    assertThat(text.resolve("without.txt")).isEmptyFile();
    assertThat(text.resolve("more/deep/x.txt")).exists();
  }

  @Test
  void explainedPicturesShowMoreThanTheBox() throws IOException {
    Path marked = folder.resolve("marked");
    Path explained = folder.resolve("explained");

    CommandRun run =
        fer("predict", photo, "--model", model, "--annotate", marked, "--explain", explained);

    assertThat(run.exitCode()).isZero();
    BufferedImage box = ImageIO.read(marked.resolve("one face.png").toFile());
    BufferedImage why = ImageIO.read(explained.resolve("one face.png").toFile());
    assertThat(why.getWidth()).isEqualTo(box.getWidth());
    assertThat(why.getRGB(2, 2)).isEqualTo(box.getRGB(2, 2));
    int width = box.getWidth();
    assertThat(why.getRGB(0, 0, width, box.getHeight(), null, 0, width))
        .isNotEqualTo(box.getRGB(0, 0, width, box.getHeight(), null, 0, width));
  }

  @Test
  void picturesOfTheSameNameDoNotOverwriteEachOther() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(photo, other.resolve("one face.png"));
    Path text = folder.resolve("text");

    fer("predict", photo, other, "--model", model, "--txt", text);

    assertThat(text.resolve("one face.txt")).exists();
    assertThat(text.resolve("one face-2.txt")).exists();
  }

  @Test
  void whatFailsIsNamedAndTheRestGoesOn() throws IOException {
    Files.writeString(photos.resolve("a note.jpg"), "Dear diary");
    Files.createFile(photos.resolve("b empty.jpg"));
    Files.createSymbolicLink(photos.resolve("c broken.jpg"), photos.resolve("gone.jpg"));
    Files.writeString(photos.resolve("readme.txt"), "not looked at");

    CommandRun run = fer("predict", photos, folder.resolve("absent.jpg"), "--model", model);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err().lines())
        .anySatisfy(line -> assertThat(line).startsWith("fer: ").contains("a note.jpg: expected"))
        .anySatisfy(line -> assertThat(line).contains("b empty.jpg", "an empty file"))
        .anySatisfy(line -> assertThat(line).contains("c broken.jpg: no such file"))
        .anySatisfy(line -> assertThat(line).contains("absent.jpg: no such file"))
        .anySatisfy(line -> assertThat(line).contains("6 pictures", "4 failed"))
        .hasSize(5);
  }

  @Test
  void aLinkThatLeadsBackIsNamedAndTheRestGoesOn() throws IOException {
    Path deeper = Files.createDirectory(photos.resolve("deeper"));
    Files.createSymbolicLink(deeper.resolve("back"), photos);

    CommandRun run = fer("predict", photos, "--recursive", "--model", model);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).contains("back: a link that leads back to a folder above it");
  }

  @Test
  void aFileWithoutPermissionIsNamed() throws IOException {
    Files.setPosixFilePermissions(photo, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(photo)).as("the tests run as root").isFalse();

    CommandRun run = fer("predict", photos, "--model", model);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("one face.png: no permission to read it");
  }

  @Test
  void aFolderWithoutPicturesIsWrongUse() throws IOException {
    Path bare = Files.createDirectory(folder.resolve("bare"));
    CommandRun run = fer("predict", bare, "--model", model);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("bare", "no pictures there; --recursive looks deeper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--annotate", "--explain", "--txt"})
  void aFileWhereAFolderShouldBeIsNamedBeforeAnythingIsPrinted(String option) throws IOException {
    Path note = Files.writeString(folder.resolve("note.txt"), "Dear diary");
    CommandRun run = fer("predict", photo, "--model", model, option, note);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("fer: " + note + ": expected a folder to write into");
    assertThat(run.out()).isEmpty();
    assertThat(note).hasContent("Dear diary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dlib", "yunet:", "HAAR "})
  void anUnknownDetectorIsWrongUse(String detector) {
    CommandRun run = fer("predict", photo, "--model", model, "--detector", detector);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("expected auto, yunet, haar, lbp or yunet:FILE, found '" + detector + "'");
  }

  @Test
  void withoutYuNetTheHaarCascadeServesAndOneLineSaysHowToGetBetter() {
    assumeThat(yuNetIsAvailable()).as("a build or a cache with YuNet").isFalse();

    CommandRun run =
        fer("predict", photo, "--model", model, "--format", "csv", "--detector", "auto");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith(",haar,fer2013\r\n");
    assertThat(run.err())
        .startsWith("fer: cascades find the faces; they miss tilted and many other ones. ")
        .contains("'fer models fetch' gets YuNet")
        .hasLineCount(1);
  }

  @Test
  void withYuNetItFindsTheFaces() {
    assumeThat(yuNetIsAvailable()).as("a build or a cache with YuNet").isTrue();

    CommandRun run =
        fer("predict", photo, "--model", model, "--format", "csv", "--detector", "auto");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith(",yunet,fer2013\r\n");
    assertThat(run.err()).isEmpty();
  }

  private static boolean yuNetIsAvailable() {
    try {
      YuNetFaceDetector.open().close();
      return true;
    } catch (IOException | MalformedModelException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--min-face -1", "--max-size 0"})
  void aLimitThatIsNoneIsWrongUse(String option) {
    String[] words = option.split(" ");
    CommandRun run = fer("predict", photo, "--model", model, words[0], words[1]);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("needs a scaleFactor").doesNotContain("Exception");
  }

  @Test
  void aYuNetFileThatIsNoneIsNamed() throws IOException {
    Path note = Files.writeString(folder.resolve("yunet.onnx"), "no model");
    CommandRun run = fer("predict", photo, "--model", model, "--detector", "yunet:" + note);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("fer: " + note + ": expected a YuNet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"haar", "lbp"})
  void bothCascadesFindTheFace(String detector) {
    assertThat(fer("predict", photo, "--model", model, "--detector", detector, "--tta").out())
        .contains("Happy");
  }

  @Test
  void aModelThatDoesNotFitItsCardIsNamed() throws IOException {
    Path damaged = TinyModel.writeTo(folder.resolve("damaged"));
    Path onnx = damaged.resolve(ModelBundle.MODEL_FILE);
    byte[] bytes = Files.readAllBytes(onnx);
    bytes[bytes.length / 2] ^= 1;
    Files.write(onnx, bytes);

    CommandRun run = fer("predict", photo, "--model", damaged);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("fer: " + onnx).contains("SHA-256");
  }

  @Test
  void everyOddNameIsReadAndNamed() throws IOException {
    List<String> names =
        List.of("with space.png", "it's.png", "微笑 ❤ ещё.png", "-dash.png", "%d.png");
    Path odd = Files.createDirectory(folder.resolve("odd"));
    for (String name : names) {
      Files.copy(photo, odd.resolve(name));
    }
    Path marked = folder.resolve("marked");

    CommandRun run = fer("predict", odd, "--model", model, "--annotate", marked);

    assertThat(run.exitCode()).isZero();
    try (Stream<Path> files = Files.list(marked)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void storedFacesAreTheOnesThatWereTold() {
    Path database = folder.resolve("faces.mv.db");
    CommandRun run = fer("predict", photos, "--model", model, "--store", "--db", database);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("stored 1 predictions in " + database);
    String box = run.out().replaceAll("(?s).*?(\\[.*?\\]).*", "$1");
    assertThat(fer("db", "list", "--db", database).out().lines())
        .singleElement()
        .asString()
        .contains("Happy", box, photo.toString());
    try (PredictionStore store = PredictionStore.embedded(database)) {
      PredictionRecord stored = store.latest(1).get(0);
      assertThat(stored.detector().orElseThrow()).isIn("haar", "yunet");
      assertThat(stored.face().detection().score()).isPositive();
    }
  }

  @Test
  void facesOfACsvWithoutLabelsArePredictedRowByRow() throws IOException {
    String dark = "\"" + "10 ".repeat(2303) + "10\"\n";
    String light = "\"" + "240 ".repeat(2303) + "240\"\n";
    Path csv = Files.writeString(folder.resolve("test.csv"), "pixels\n" + dark + light + dark);
    Path out = folder.resolve("records.csv");
    assertThat(fer("predict", csv, "--model", model, "--format", "csv", "--out", out).exitCode())
        .isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).startsWith(csv + "#1,1,0,0,48,48,").endsWith(",1.000000,none,fer2013");
    assertThat(lines.get(2)).startsWith(csv + "#2,1,0,0,48,48,");
    assertThat(lines.get(3)).isEqualTo(lines.get(1).replace("#1,", "#3,"));
  }

  @Test
  void labelsOfACsvAreNotLookedAtAndABadRowIsNamed() throws IOException {
    String row = "7,\"" + "10 ".repeat(2303) + "10\",None\n";
    Path csv = Files.writeString(folder.resolve("faces.csv"), "emotion,pixels,Usage\n" + row);
    assertThat(fer("predict", csv, "--model", model).out()).contains("#1");
    Files.writeString(csv, "emotion,pixels,Usage\n" + row + row.replace("10 10 10", "10 10"));
    Path out = folder.resolve("records");
    CommandRun bad = fer("predict", csv, "--model", model, "--out", out);
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.err()).contains("row 2").contains("2304 pixels");
    assertThat(out).doesNotExist();
  }

  @Test
  void picturesAreNotPredictedTogetherWithACsv() throws IOException {
    Path csv = Files.writeString(folder.resolve("test.csv"), "pixels\n");
    CommandRun both = fer("predict", csv, photo, "--model", model);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("in a call of their own");
    assertThat(fer("predict", csv, "--annotate", folder, "--model", model).exitCode()).isEqualTo(2);
    assertThat(fer("predict", csv, "--model", model).err()).contains("a header only");
  }
}
