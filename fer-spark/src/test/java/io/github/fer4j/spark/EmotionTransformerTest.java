package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmotionTransformerTest {
  @TempDir static Path temporary;
  private static SparkSession spark;
  private static List<Path> files;

  @BeforeAll
  static void start() throws IOException {
    spark = TestSessions.local();
    files = TestPictures.write(Files.createDirectories(temporary.resolve("pictures")), 8);
  }

  @Test
  void rowsAreWhatTheLibraryPredicts() throws IOException {
    CascadeFaceDetector haar = new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    requireRowsOf(EmotionPredictor.builder().detector(haar), haar("path"));
  }

  @Test
  void rowsAreOfTheReadingThatIsAskedFor() throws IOException {
    CascadeFaceDetector haar = new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    requireRowsOf(
        EmotionPredictor.builder().detector(haar).reading("fer2013"),
        haar("path").setReading("fer2013"));
  }

  @Test
  void readingThatTheModelLacksIsRefusedOnTheDriver() {
    assertThatThrownBy(() -> haar("content").setReading("mine").transform(contents(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no reading 'mine', only fer2013, crowd");
  }

  @Test
  void columnOfAnEarlierRevisionHoldsTheDefaultReadingOverAllClasses() throws IOException {
    ModelCard card = ModelBundle.shipped().fileCard();
    Origin now = Origin.of(card, card.classes(), "crowd", "haar");
    Metadata before =
        new MetadataBuilder()
            .withMetadata(now.metadata())
            .remove("fer4j.reading")
            .remove("fer4j.classes")
            .build();
    assertThat(Origin.of(new StructField("faces", DataTypes.StringType, true, before)))
        .contains(now);
  }

  @Test
  void withoutADetectorOfOnesOwnRowsAreWhatTheLibraryPredictsByItself() throws IOException {
    requireRowsOf(EmotionPredictor.builder(), haar("path").setDetector("auto"));
  }

  private static void requireRowsOf(
      EmotionPredictor.Builder builder, EmotionTransformer transformer) throws IOException {
    Dataset<Row> predicted = transformer.transform(FerSpark.pictures(spark, folder()));
    try (EmotionPredictor library = builder.build()) {
      Origin origin = Origin.of(predicted.schema().apply("faces")).orElseThrow();
      assertThat(origin.detector()).isEqualTo(library.detector().name());
      assertThat(origin.reading()).isEqualTo(library.reading());
      int faces = 0;
      for (Row row : predicted.collectAsList()) {
        Path file = Path.of(row.<String>getAs("path").substring("file:".length()));
        List<FacePrediction> expected = library.predict(file);
        assertThat(row.<String>getAs("error")).isNull();
        assertThat(row.<Integer>getAs("width")).isEqualTo(TestPictures.WIDTH);
        assertThat(row.getList(row.fieldIndex("faces"))).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(row.<Row>getList(row.fieldIndex("faces")).get(i).toString())
              .isEqualTo(FaceSchema.rows(expected)[i].toString());
          faces++;
        }
      }
      assertThat(faces).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void probabilitiesHaveAFieldForEachClassOfTheModelAndTheColumnSaysWhatMadeIt()
      throws IOException {
    ModelCard card = ModelBundle.shipped().card();
    StructField faces =
        haar("path").transform(FerSpark.pictures(spark, folder())).schema().apply("faces");
    StructType face = (StructType) ((ArrayType) faces.dataType()).elementType();
    StructType probabilities = (StructType) face.apply("probabilities").dataType();
    assertThat(probabilities.fieldNames())
        .containsExactly(
            card.labels().stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    ModelCard file = ModelBundle.shipped().fileCard();
    assertThat(Origin.of(faces)).contains(Origin.of(file, card.classes(), "crowd", "haar"));
  }

  @Test
  void rowsAreOverTheClassesThatAreAskedForOfTheModelsFile() throws IOException {
    Path seven = TinyModel.writeTo(temporary.resolve("seven classes"), ClassSet.SEVEN);
    CascadeFaceDetector haar = new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    requireRowsOf(
        EmotionPredictor.builder().model(seven).classes(ClassSet.FIVE).detector(haar),
        haar("path").setModelFolder(seven.toString()).setClasses("five"));
    EmotionTransformer eight = haar("path").setModelFolder(seven.toString()).setClasses("eight");
    assertThatThrownBy(() -> eight.transform(FerSpark.pictures(spark, folder())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model 'tiny' tells only seven classes apart")
        .hasMessageContaining("not eight");
  }

  @Test
  void nameOfClassesIsTheShippedModelOverThese() throws IOException {
    CascadeFaceDetector haar = new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    requireRowsOf(
        EmotionPredictor.builder().classes(ClassSet.FIVE).detector(haar),
        haar("path").setModelFolder("five"));
  }

  @Test
  void contentsAndPathsGiveTheSameFaces() {
    Dataset<Row> contents = spark.read().format("binaryFile").load(folder() + "/*.png");
    String byContent = digest(haar("content").transform(contents).drop("content"));
    String byPath = digest(haar("path").transform(contents).drop("content"));
    assertThat(byContent).isEqualTo(byPath);
  }

  @Test
  void partitionsChangeNothing() {
    Dataset<Row> pictures = FerSpark.pictures(spark, folder());
    String alone = digest(haar("path").transform(pictures.coalesce(1)));
    for (int partitions : new int[] {3, 16}) {
      assertThat(digest(haar("path").transform(pictures.repartition(partitions)))).isEqualTo(alone);
    }
  }

  @Test
  void badPicturesAreErrorsOfTheirRows() throws IOException {
    byte[] good = Files.readAllBytes(files.get(0));
    Dataset<Row> rows = contents(good, new byte[0], "no picture".getBytes(), null, huge(), good);
    List<Row> out = haar("content").transform(rows).collectAsList();
    assertThat(out).hasSize(6);
    assertThat(out.get(0).<String>getAs("error")).isNull();
    assertThat(out.get(5).<String>getAs("error")).isNull();
    for (int i : new int[] {1, 2, 4}) {
      assertThat(out.get(i).<String>getAs("error")).startsWith("malformed: ");
      assertThat(out.get(i).getList(out.get(i).fieldIndex("faces"))).isEmpty();
    }
    assertThat(out.get(3).<String>getAs("error")).startsWith("unreadable: ");
  }

  @Test
  void absentFilesAreErrorsOfTheirRowsAndNamed() {
    Dataset<Row> rows =
        spark
            .createDataset(List.of("/no/such/face.jpg"), org.apache.spark.sql.Encoders.STRING())
            .toDF("path");
    assertThat(haar("path").transform(rows).head().<String>getAs("error"))
        .startsWith("unreadable: ")
        .contains("/no/such/face.jpg");
  }

  @Test
  void columnOfAnotherTypeIsRefused() {
    Dataset<Row> rows = spark.range(3).toDF("content");
    assertThatThrownBy(() -> haar("content").transform(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Column content must be BINARY (contents) or STRING (paths), is BIGINT");
    assertThatThrownBy(() -> haar("picture").transform(rows))
        .hasMessage("No column picture; there are content");
  }

  @Test
  void detectorThatDoesNotExistIsRefusedOnTheDriver() {
    Dataset<Row> rows = contents(new byte[0]);
    assertThatThrownBy(() -> haar("content").setDetector("eyes").transform(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No detector 'eyes'");
  }

  @Test
  void modelThatIsAbsentIsRefusedOnTheDriver() {
    assertThatThrownBy(
            () -> haar("content").setModelFolder("/no/model").transform(contents(new byte[0])))
        .hasRootCauseInstanceOf(java.io.FileNotFoundException.class);
  }

  @Test
  void pipelineIsSavedAndLoaded() throws IOException {
    Path folder = temporary.resolve("pipeline");
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {haar("path")});
    Dataset<Row> pictures = FerSpark.pictures(spark, folder());
    PipelineModel fitted = pipeline.fit(pictures);
    fitted.write().overwrite().save(folder.toString());
    assertThat(digest(PipelineModel.load(folder.toString()).transform(pictures)))
        .isEqualTo(digest(fitted.transform(pictures)));
  }

  @Test
  void functionFindsTheSameFacesInSql() {
    FerSpark.registerUdf(spark, haar("content"));
    Dataset<Row> contents = spark.read().format("binaryFile").load(folder() + "/*.png");
    contents.createOrReplaceTempView("pictures");
    Dataset<Row> bySql = spark.sql("select path, fer_faces(content) as faces from pictures");
    assertThat(digest(bySql))
        .isEqualTo(digest(haar("content").transform(contents).select("path", "faces")));
  }

  @Test
  void facesHaveARowEach() {
    Dataset<Row> predicted = haar("path").transform(FerSpark.pictures(spark, folder())).cache();
    long expected = predicted.selectExpr("sum(size(faces)) as n").head().getLong(0);
    Dataset<Row> faces = FerSpark.faces(predicted);
    assertThat(faces.count()).isEqualTo(expected).isPositive();
    assertThat(faces.columns())
        .contains("path", "face", "x1", "score", "class_name", "probabilities")
        .doesNotContain("faces");
    assertThat(faces.selectExpr("min(face)").head().getInt(0)).isEqualTo(1);
  }

  @Test
  void cutOutFacesNeedNoDetector() {
    String pixels =
        IntStream.range(0, 2304).mapToObj(i -> "" + i % 256).collect(Collectors.joining(" "));
    Dataset<Row> rows =
        spark
            .createDataset(List.of(pixels, "1 2 3"), org.apache.spark.sql.Encoders.STRING())
            .toDF("pixels");
    List<Row> out = haar("pixels").setDetector("none").transform(rows).collectAsList();
    Row face = out.get(0).<Row>getList(out.get(0).fieldIndex("faces")).get(0);
    assertThat(face.<Integer>getAs("x2")).isEqualTo(48);
    assertThat(out.get(1).<String>getAs("error"))
        .isEqualTo("malformed: expected 2304 gray values, found 3");
  }

  private static EmotionTransformer haar(String input) {
    return new EmotionTransformer().setInputCol(input).setDetector("haar");
  }

  private static String folder() {
    return temporary.resolve("pictures").toString();
  }

  private static Dataset<Row> contents(byte[]... cells) {
    List<Row> rows = new ArrayList<>();
    for (byte[] cell : cells) {
      rows.add(RowFactory.create((Object) cell));
    }
    return spark
        .createDataFrame(rows, new StructType().add("content", DataTypes.BinaryType))
        .coalesce(1);
  }

  // A PNG header that claims 32,768 x 32,768 pixels: 2^30.
  private static byte[] huge() throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    byte[] png = out.toByteArray();
    java.nio.ByteBuffer.wrap(png).putInt(16, 1 << 15).putInt(20, 1 << 15);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  private static String digest(Dataset<Row> rows) {
    return TestSessions.digest(rows);
  }
}
