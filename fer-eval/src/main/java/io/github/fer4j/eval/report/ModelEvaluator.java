package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.audit.DatasetAudit;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.Explainer;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures a model on a split, in every way that a report speaks of.
 *
 * @param dataset that holds the split; its Training and PublicTest serve too where they are there
 * @param split to evaluate
 * @param bundle the model, which is read out over the classes that count
 * @param modelFolder where the model lies, with its history.csv perhaps; empty for the shipped one
 * @param settings how
 */
public record ModelEvaluator(
    FerDataset dataset,
    Split split,
    ModelBundle bundle,
    Optional<Path> modelFolder,
    Settings settings) {
  private static final int ROBUSTNESS_FACES = 400;

  /**
   * @throws IllegalArgumentException if the model lacks one of the classes that count, or was
   *     trained on PublicTest, and that is the split
   */
  public ModelEvaluator {
    bundle.card().requireMeasurableOn(split);
    bundle = bundle.withClasses(settings.classes());
  }

  /**
   * How a model is examined.
   *
   * @param classes that count; a model of more is read out over these
   * @param reading which of the model's readings, against the truth that it is trained to answer;
   *     the others are measured beside it
   * @param augmented whether to measure with test-time augmentation too
   * @param threads that compute
   * @param bootstrap draws the intervals
   * @param seed draws the sample of the robustness trial and its corruptions
   * @param commandLine what the user typed
   * @param progress is told what is being done
   */
  public record Settings(
      ClassSet classes,
      String reading,
      boolean augmented,
      int threads,
      Bootstrap bootstrap,
      long seed,
      String commandLine,
      Consumer<String> progress) {}

  /**
   * Measures.
   *
   * @throws io.github.fer4j.data.MalformedDataException if the data set lacks the split
   * @throws io.github.fer4j.infer.model.MalformedModelException if the model cannot be opened
   * @throws IOException if the history beside the model cannot be read
   */
  public Measurements examine() throws IOException {
    List<Example> examples = examples(split);
    Section<TrainingCurves> training = training();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(bundle, settings.reading(), 1)) {
      return examine(classifier, examples, training);
    }
  }

  private Measurements examine(
      EmotionClassifier classifier, List<Example> examples, Section<TrainingCurves> training) {
    tell("classifying %,d faces of %s", examples.size(), split.usage());
    List<FaceImage> images = examples.stream().map(Example::image).toList();
    List<Prediction> predictions = shared(classifier).classify(images);
    ScoredExamples scores = scores(examples, predictions);
    Section<ScoredExamples> publicTest = publicTest(classifier, scores);
    // Not closed: it would close the classifier.
    EmotionClassifier known = new CachingClassifier(classifier, images, predictions);
    Section<ScoredExamples> augmented = augmented(known, examples);
    Section<Set<Integer>> leaked = leakedRows();
    tell("making faces worse");
    Robustness robustness =
        new RobustnessTrial(
                ROBUSTNESS_FACES,
                settings.classes(),
                truth(),
                settings.seed(),
                settings.bootstrap())
            .measure(shared(known), examples);
    tell("taking times");
    Speed speed = new SpeedTrial(settings.threads()).measure(bundle, images);
    return new Measurements(
        subject(examples.size()),
        scores,
        augmented,
        readings(),
        leaked,
        publicTest,
        training,
        Section.of(robustness),
        Section.of(speed));
  }

  private Truth truth() {
    return Truth.ofReading(settings.reading());
  }

  /** Examples of which the reading's truth is known. */
  private List<Example> examples(Split of) {
    ClassSet classes = settings.classes();
    List<Example> known =
        dataset.examples(of, classes).stream()
            .filter(example -> truth().of(example, classes).isPresent())
            .toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          dataset.file()
              + ": there are no votes for "
              + of.usage()
              + " on which more than 5 of 10 people agree; give them (--fer-plus), or another"
              + " reading");
    }
    return known;
  }

  private ScoredExamples scores(List<Example> examples, List<Prediction> predictions) {
    return FaceScoring.of(
        examples, settings.classes(), truth().among(settings.classes()), predictions);
  }

  private ScoredExamples scores(EmotionClassifier classifier, List<Example> examples) {
    List<FaceImage> images = examples.stream().map(Example::image).toList();
    return scores(examples, shared(classifier).classify(images));
  }

  private Section<List<ReadingScores>> readings() {
    List<Example> labelled = dataset.examples(split, settings.classes());
    boolean voted = labelled.stream().anyMatch(example -> example.votes().isPresent());
    if (!voted && bundle.card().outputs().size() == 1) {
      return Section.absent("There are no votes of people to measure against (--fer-plus).");
    }
    tell("measuring each reading against labels and votes");
    return Section.of(ReadingScores.of(bundle, labelled, settings.classes(), this::shared));
  }

  private EmotionClassifier shared(EmotionClassifier classifier) {
    return new ParallelClassifier(classifier, settings.threads());
  }

  /** Puts a report together from what was measured. */
  public ReportFolder report(Measurements evidence) {
    tell("drawing %,d resamples", settings.bootstrap().samples());
    return new ReportFolder(
        new ReportBuilder(settings.bootstrap()).build(evidence), evidence.scores());
  }

  /** Faces of the rows that a report shows, and what spoke for the class that was wrong. */
  public Map<Integer, ShownFace> faces(Report report) {
    tell("explaining the most confident errors");
    Map<Integer, FaceImage> byRow = new HashMap<>();
    dataset
        .examples(split, settings.classes())
        .forEach(example -> byRow.put(example.row(), example.image()));
    Map<Integer, ShownFace> shown = new LinkedHashMap<>();
    try (Explainer explainer = Explainer.open(bundle, settings.reading())) {
      for (Failures.ConfidentError error : report.failures().confidentErrors()) {
        FaceImage face = byRow.get(error.row());
        Emotion decision = Emotion.ofLabel(error.decision());
        shown.put(
            error.row(),
            new ShownFace(
                face,
                explained() ? Optional.of(explainer.explain(face, decision)) : Optional.empty()));
      }
    }
    return shown;
  }

  /** An explainer knows a model's default reading alone. */
  private boolean explained() {
    return settings.reading().equals(bundle.card().defaultReading());
  }

  private Section<TrainingCurves> training() throws IOException {
    if (modelFolder.isEmpty()) {
      return Section.absent("The shipped model has no history.csv beside it.");
    }
    return HistoryCsv.curves(modelFolder.get(), bundle.card());
  }

  private Section<ScoredExamples> publicTest(EmotionClassifier classifier, ScoredExamples scores) {
    if (split == Split.PUBLIC_TEST) {
      return Section.of(scores);
    }
    if (trainedOn().contains(Split.PUBLIC_TEST)) {
      return Section.absent(
          "Temperature and threshold are chosen on PublicTest alone, which this model was trained on.");
    }
    if (dataset.summary().used(Split.PUBLIC_TEST, settings.classes()) == 0) {
      return Section.absent(
          "Temperature and threshold are chosen on PublicTest alone, and this file lacks it.");
    }
    tell("classifying PublicTest, which chooses temperature and threshold");
    return Section.of(scores(classifier, examples(Split.PUBLIC_TEST)));
  }

  private List<Split> trainedOn() {
    return bundle.card().provenance().trainedOn();
  }

  private Section<ScoredExamples> augmented(EmotionClassifier classifier, List<Example> examples) {
    if (!settings.augmented()) {
      return Section.absent("It was not asked for (--tta).");
    }
    tell("classifying with test-time augmentation");
    return Section.of(scores(new TestTimeAugmentation(classifier), examples));
  }

  private Section<Set<Integer>> leakedRows() {
    if (split == Split.TRAINING) {
      return Section.absent("This split is what the network learnt from.");
    }
    if (dataset.summary().rows(Split.TRAINING) == 0) {
      return Section.absent("The file has no Training rows to compare with.");
    }
    tell("looking for faces that the network was trained on");
    return Section.of(DatasetAudit.of(dataset).rowsAlsoIn(split, Set.copyOf(trainedOn())));
  }

  private Subject subject(int faces) {
    return new Subject(
        Subject.Data.of(dataset, split, settings.classes(), faces, bundle.card()),
        Subject.Model.of(bundle.fileCard(), settings.reading()),
        HostEnvironment.describe(settings.commandLine(), seeds()));
  }

  private Map<String, Long> seeds() {
    Map<String, Long> seeds = new TreeMap<>();
    seeds.put("bootstrap", settings.bootstrap().seed());
    seeds.put("robustness", settings.seed());
    String training = bundle.card().provenance().configuration().getOrDefault("seed", "");
    if (training.matches("-?\\d{1,18}")) {
      seeds.put("training", Long.valueOf(training));
    }
    return seeds;
  }

  private void tell(String format, Object... arguments) {
    settings.progress().accept(String.format(Locale.ROOT, format, arguments));
  }
}
