package io.github.fer4j.cli.evaluate;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.cli.OutputKind;
import io.github.fer4j.cli.OverwriteOption;
import io.github.fer4j.cli.Terminal;
import io.github.fer4j.cli.data.DataOptions;
import io.github.fer4j.cli.predict.ModelChoice;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.EvaluationJson;
import io.github.fer4j.eval.EvaluationText;
import io.github.fer4j.eval.QualityGate;
import io.github.fer4j.eval.report.Comparison;
import io.github.fer4j.eval.report.ComparisonText;
import io.github.fer4j.eval.report.Measurements;
import io.github.fer4j.eval.report.ModelEvaluator;
import io.github.fer4j.eval.report.ParallelClassifier;
import io.github.fer4j.eval.report.ReadingScores;
import io.github.fer4j.eval.report.ReadingsText;
import io.github.fer4j.eval.report.ReportFolder;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fer evaluate}: how good an exported model is on a split of a CSV. */
@Command(
    name = "evaluate",
    description = "Measure a model on a split, or compare two reports.",
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  private static final int SHORTFALL = 1;
  private static final double CONFIDENCE = 0.95;

  private static final List<String> READ_OF_MODEL =
      List.of(ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE, "config.json", "history.csv");

  @Mixin DataOptions data;

  @Option(names = "--split", description = "public_test, private_test or training")
  Split split;

  @Mixin ModelChoice model;

  @Option(
      names = "--reading",
      defaultValue = ModelCard.LABEL_READING,
      paramLabel = "NAME",
      description =
          "fer2013 (default): the labels; or crowd: what most people see, against the votes of"
              + " --fer-plus")
  String reading;

  @Option(
      names = "--out",
      paramLabel = "REPORT_DIR",
      description = "write a report into this new folder: page, Markdown, JSON, plots, predictions")
  Path out;

  @Option(
      names = "--tta",
      description =
          "measure with test-time augmentation (ten views a face) too; what is printed"
              + " and checked is then with it")
  boolean augmented;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "REPORT_DIR",
      description = "compare two reports on the same faces, with paired tests")
  List<Path> compared;

  @Option(
      names = "--fail-under",
      split = ",",
      paramLabel = "FIGURE=VALUE",
      description =
          "exit with 1 where a metric falls short: accuracy=0.68,macro_f1=0.6; a loss"
              + " falls short where it is greater, and state_accuracy is over the two states")
  Map<String, Double> bounds = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON too")
  Path json;

  @Mixin OverwriteOption overwrite;

  @Option(
      names = "--bootstrap",
      defaultValue = "1000",
      paramLabel = "N",
      description = "resamples for the intervals (default: ${DEFAULT-VALUE})")
  int bootstrapSamples;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "random seed of intervals and samples (default: ${DEFAULT-VALUE})")
  long seed;

  @Spec CommandSpec spec;

  /** Every reading against every truth, once measured. */
  private List<ReadingScores> readings = List.of();

  @Override
  public Integer call() throws IOException {
    QualityGate gate = new QualityGate(bounds);
    Bootstrap bootstrap = new Bootstrap(bootstrapSamples, CONFIDENCE, seed);
    requireFree(out);
    if (compared != null) {
      return compare(bootstrap);
    }
    if (!data.given() || split == null) {
      throw new ParameterException(
          spec.commandLine(), "--data and --split are needed, or --compare with two reports");
    }
    if (json != null) {
      claim(json);
    }
    Evaluation evaluation = evaluate(bootstrap);
    PrintWriter printer = spec.commandLine().getOut();
    printer.print(EvaluationText.of(evaluation));
    if (readings.size() > 1) {
      printer.print(ReadingsText.of(readings));
    }
    printer.flush();
    if (json != null) {
      ObjectNode figures = EvaluationJson.of(evaluation);
      figures.set("readings", ReadingsText.json(readings));
      AtomicFile.write(json, figures.toPrettyString() + "\n");
    }
    List<String> shortfalls = gate.shortfalls(evaluation);
    shortfalls.forEach(this::say);
    return shortfalls.isEmpty() ? 0 : SHORTFALL;
  }

  private void claim(Path figures) throws IOException {
    List<Path> inputs = new ArrayList<>(data.inputs());
    model
        .folder()
        .ifPresent(folder -> READ_OF_MODEL.forEach(name -> inputs.add(folder.resolve(name))));
    new OutputGuard(inputs, overwrite.isGiven()).check(figures, OutputKind.FIGURES);
    TemporaryFiles.removeOld(figures.toAbsolutePath().getParent());
  }

  private int compare(Bootstrap bootstrap) throws IOException {
    if (data.given()
        || split != null
        || model.isGiven()
        || augmented
        || !bounds.isEmpty()
        || json != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--compare takes two report folders, and --out, --bootstrap and --seed besides");
    }
    Comparison comparison =
        Comparison.of(
            ReportFolder.read(compared.get(0)), ReportFolder.read(compared.get(1)), bootstrap);
    spec.commandLine().getOut().print(ComparisonText.of(comparison));
    spec.commandLine().getOut().flush();
    if (out != null) {
      ComparisonText.write(comparison, out);
    }
    return 0;
  }

  private Evaluation evaluate(Bootstrap bootstrap) throws IOException {
    ModelBundle bundle = model.bundle();
    ClassSet counted = bundle.card().classes();
    requireReading(bundle.card());
    bundle.card().requireMeasurableOn(split);
    FerDataset dataset = data.load();
    data.requireEveryClass(dataset, split, labels(counted));
    if (out != null) {
      return report(dataset, bundle, counted, bootstrap);
    }
    readings =
        ReadingScores.of(bundle, dataset.examples(split, counted), counted, this::threadsAndViews);
    return readings.stream()
        .filter(each -> each.reading().equals(reading) && each.isOwnTruth())
        .findFirst()
        .map(each -> Evaluation.of(each.scores()))
        .orElseThrow(() -> noVotes(dataset));
  }

  private EmotionClassifier threadsAndViews(EmotionClassifier classifier) {
    return new ParallelClassifier(
        augmented ? new TestTimeAugmentation(classifier) : classifier, threads());
  }

  private IllegalArgumentException noVotes(FerDataset dataset) {
    return new IllegalArgumentException(
        dataset.file()
            + ": --reading "
            + reading
            + " is measured against votes on which more than 5 of 10 people agree, and there are"
            + " none; give them with --fer-plus");
  }

  /** No label of the data needs to say contempt where the votes do. */
  private ClassSet labels(ClassSet counted) {
    return counted == ClassSet.EIGHT && data.haveVotes() ? ClassSet.SEVEN : counted;
  }

  private void requireReading(ModelCard card) {
    if (!card.outputs().containsKey(reading)) {
      throw new ParameterException(
          spec.commandLine(),
          "--reading "
              + reading
              + ": model '"
              + card.name()
              + "' has only "
              + String.join(", ", card.outputs().keySet()));
    }
  }

  private Evaluation report(
      FerDataset dataset, ModelBundle bundle, ClassSet counted, Bootstrap bootstrap)
      throws IOException {
    ModelEvaluator examination =
        new ModelEvaluator(
            dataset,
            split,
            bundle,
            model.folder(),
            new ModelEvaluator.Settings(
                counted,
                reading,
                augmented,
                threads(),
                bootstrap,
                seed,
                commandLine(),
                this::tell));
    Measurements evidence = examination.examine();
    ReportFolder report = examination.report(evidence);
    tell("writing " + out);
    report.write(out, examination.faces(report.report()));
    report.report().cautions().forEach(this::say);
    say("the report is " + out.resolve(ReportFolder.PAGE));
    readings = evidence.readings().content().orElse(List.of());
    return Evaluation.of(evidence.augmented().content().orElse(evidence.scores()));
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private String commandLine() {
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    return arguments.stream().map(EvaluateCommand::quoted).collect(joining(" ", "fer ", ""));
  }

  /** As a shell takes it back. */
  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private void say(String what) {
    spec.commandLine().getErr().println("fer: " + what);
    spec.commandLine().getErr().flush();
  }

  private void tell(String what) {
    if (Terminal.isShown()) {
      say(what + " ...");
    }
  }

  /** Said before the work is done, not after. */
  private static void requireFree(Path folder) throws IOException {
    if (folder != null && Files.exists(folder)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "is there already; choose another folder, or remove this one");
    }
  }
}
