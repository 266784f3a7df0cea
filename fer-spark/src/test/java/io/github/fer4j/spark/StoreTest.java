package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir static Path temporary;
  private static SparkSession spark;
  private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    spark = TestSessions.local();
    folder = Files.createDirectories(temporary.resolve("pictures"));
    TestPictures.write(folder, 8);
    Files.writeString(folder.resolve("broken.jpg"), "no picture");
  }

  @Test
  void storedFacesAreWhatTheLibraryPredicts() throws IOException {
    Path store = temporary.resolve("same.mv.db");
    PredictionSummary summary = FerSpark.store(predicted(), store.toString());
    List<PredictionRecord> records = records(store);
    assertThat(summary.pictures()).isEqualTo(9);
    assertThat(summary.faces()).isEqualTo(records.size()).isPositive();
    assertThat(summary.errors()).containsOnly(Map.entry("malformed", 1L));
    try (EmotionPredictor library =
        EmotionPredictor.builder()
            .detector(new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR)))
            .build()) {
      List<FacePrediction> expected = new ArrayList<>();
      for (PredictionRecord record : records) {
        List<FacePrediction> faces = library.predict(Path.of(record.source().path()));
        assertThat(faces).contains(record.face());
        assertThat(record.detector()).contains("haar");
        assertThat(record.reading()).isEqualTo(library.reading());
        assertThat(record.model().digest()).isEqualTo(library.model().orElseThrow().sha256());
        expected.addAll(faces);
      }
      assertThat(expected).hasSizeGreaterThanOrEqualTo(records.size());
    }
  }

  @Test
  void storingAgainChangesNothing() {
    Path store = temporary.resolve("again.mv.db");
    FerSpark.store(predicted(), store.toString());
    List<UUID> once = ids(store);
    PredictionSummary again = FerSpark.store(predicted().repartition(5), store.toString());
    assertThat(again.faces()).isEqualTo(once.size());
    assertThat(ids(store)).isEqualTo(once);
  }

  @Test
  void sameFileReadOutOverOtherClassesIsStoredBeside() throws IOException {
    Path model = TinyModel.writeTo(temporary.resolve("seven classes"), ClassSet.SEVEN);
    Path store = temporary.resolve("classes.mv.db");
    for (String classes : List.of("seven", "five", "seven")) {
      String[] options = {"--resume", "--model", model.toString(), "--classes", classes};
      assertThat(run(folder, store, options)).isZero();
    }
    List<PredictionRecord> records = records(store);
    assertThat(records)
        .extracting(PredictionRecord::model)
        .hasSizeGreaterThan(2)
        .containsOnly(records.get(0).model());
    assertThat(records.get(0).model().card().orElseThrow()).contains("Surprise");
    assertThat(over(ClassSet.FIVE, records)).isPositive().isEqualTo(over(ClassSet.SEVEN, records));
  }

  private static long over(ClassSet classes, List<PredictionRecord> records) {
    return records.stream()
        .filter(record -> record.face().prediction().classes() == classes)
        .count();
  }

  @Test
  void rowsOfParquetFilesAreStoredAsThoseOfMemory() {
    Path direct = temporary.resolve("direct.mv.db");
    Path later = temporary.resolve("later.mv.db");
    FerSpark.store(predicted(), direct.toString());
    String rows = temporary.resolve("rows").toString();
    predicted().write().parquet(rows);
    FerSpark.store(spark.read().parquet(rows), later.toString());
    assertThat(ids(later)).containsExactlyInAnyOrderElementsOf(ids(direct)).isNotEmpty();
  }

  @Test
  void resumedJobPredictsWhatIsNotStoredYet() throws IOException {
    Path in = Files.createDirectories(temporary.resolve("growing"));
    Path store = temporary.resolve("job.mv.db");
    TestPictures.write(in, 0, 3);
    assertThat(run(in, store)).isZero();
    List<UUID> first = ids(store);
    TestPictures.write(in, 3, 7);
    assertThat(run(in, store, "--resume", "--round", "2")).isZero();
    assertThat(ids(store)).containsAll(first).hasSizeGreaterThan(first.size());
    Path whole = temporary.resolve("whole.mv.db");
    assertThat(run(in, whole)).isZero();
    assertThat(ids(store)).containsExactlyInAnyOrderElementsOf(ids(whole));
  }

  @Test
  void resumedJobPredictsNeitherFacesNorFacelessPicturesAgainButErrors() throws IOException {
    Path in = Files.createDirectories(temporary.resolve("faceless"));
    Path store = temporary.resolve("faceless.mv.db");
    TestPictures.write(in, 2);
    TestPictures.writeFaceless(in, 3);
    Path broken = Files.writeString(in.resolve("broken.png"), "no picture");

    assertThat(picturesOfAResumedJob(in, store, "haar")).isEqualTo(6);
    assertThat(records(store)).isNotEmpty().extracting(this::name).allMatch(this::hasAFace);
    assertThat(picturesOfAResumedJob(in, store, "haar")).isEqualTo(1);
    TestPictures.write(in, 2, 3);
    Files.move(in.resolve("face 002.png"), broken, StandardCopyOption.REPLACE_EXISTING);
    assertThat(picturesOfAResumedJob(in, store, "haar")).isEqualTo(1);
    assertThat(records(store)).extracting(this::name).contains("broken.png");
    assertThat(picturesOfAResumedJob(in, store, "haar")).isZero();
    // What one cascade missed another may find.
    assertThat(picturesOfAResumedJob(in, store, "lbp")).isEqualTo(3);
  }

  @Test
  void rowsWithoutTheirErrorsDoNotTellThatAPictureHasNoFace() throws IOException {
    Path in = Files.createDirectories(temporary.resolve("unsaid"));
    Path store = temporary.resolve("unsaid.mv.db");
    TestPictures.writeFaceless(in, 1);
    Dataset<Row> pictures = FerSpark.pictures(spark, in.toString());

    FerSpark.store(transformer("haar").transform(pictures).drop("error"), store.toString());

    assertThat(picturesOfAResumedJob(in, store, "haar")).isEqualTo(1);
  }

  private String name(PredictionRecord record) {
    return Path.of(record.source().path()).getFileName().toString();
  }

  private boolean hasAFace(String name) {
    return name.startsWith("face");
  }

  /** How many pictures a job with {@code --resume} predicts. */
  private static long picturesOfAResumedJob(Path in, Path store, String detector) {
    EmotionTransformer transformer = transformer(detector);
    StoreOutput output =
        new StoreOutput(
            StoreTarget.of(spark, store.toString(), Map.of()),
            transformer.settings(spark).origin());
    output.requireNewUnless(true);
    Dataset<Row> pictures = FerSpark.pictures(spark, in.toString()).select("path");
    Rate predicted =
        new PredictionRounds(transformer, output, 100, 2).predict(output.missing(pictures));
    assertThat(output.summary().pictures()).isEqualTo(predicted.pictures());
    return predicted.pictures();
  }

  @Test
  void rowsThatDoNotSayWhatMadeThemAreRefused() {
    Dataset<Row> unknown = predicted().selectExpr("path", "transform(faces, x -> x) as faces");
    String store = temporary.resolve("refused.mv.db").toString();
    assertThatThrownBy(() -> FerSpark.store(unknown, store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("knows its model and detector; found 0");
    assertThatThrownBy(() -> FerSpark.store(predicted().drop("path"), store))
        .hasMessageStartingWith("No column path");
    assertThat(temporary.resolve("refused.mv.db")).doesNotExist();
  }

  @Test
  void serverThatIsAbsentIsAFailureInOneLine() {
    assertThat(run(folder, "jdbc:mysql://127.0.0.1:1/fer")).isEqualTo(1);
    assertThat(run(folder, "jdbc:mysql://root:secret@127.0.0.1:1/fer")).isEqualTo(2);
    assertThat(run(folder, "http://127.0.0.1/fer")).isEqualTo(2);
  }

  private static Dataset<Row> predicted() {
    return transformer("haar").transform(FerSpark.pictures(spark, folder.toString()));
  }

  private static EmotionTransformer transformer(String detector) {
    return new EmotionTransformer().setInputCol("path").setDetector(detector);
  }

  private static int run(Path in, Path store, String... more) {
    return run(in, store.toString(), more);
  }

  private static int run(Path in, String store, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--in", in.toString(), "--out", store, "--format", "store", "--detector"));
    arguments.add("haar");
    arguments.addAll(List.of(more));
    return PredictJob.run(arguments.toArray(String[]::new));
  }

  private static List<UUID> ids(Path store) {
    return records(store).stream().map(PredictionRecord::id).sorted().toList();
  }

  private static List<PredictionRecord> records(Path store) {
    try (PredictionStore opened = PredictionStore.embedded(store)) {
      return opened.find(PredictionFilter.ALL, Integer.MAX_VALUE);
    }
  }
}
