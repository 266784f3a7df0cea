package io.github.fer4j.cli.train;

import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.Interruption;
import io.github.fer4j.cli.Terminal;
import io.github.fer4j.cli.data.DataOptions;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.TrainingResult;
import io.github.fer4j.train.TrainingRun;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer train}: a CSV in, a trained network out. */
@Command(
    name = "train",
    description = "Train a network from a FER2013 CSV.",
    sortOptions = false,
    modelTransformer = SettingOptions.class)
public final class TrainCommand implements Callable<Integer> {

  @Mixin DataOptions data;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the run")
  Path out;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in YAML or JSON")
  Path config;

  @Option(names = "--resume", description = "resume the run in --out")
  boolean resume;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    // Loaded first: data that cannot be used leaves no folder behind.
    FerDataset dataset = data.load();
    try (Interruption interruption = Interruption.install();
        TrainingRun run = openRun()) {
      interruption.onRequest(run::stop);
      requireEveryClass(dataset, run.config());
      TrainingResult result = train(run, dataset, err, interruption);
      report(result, run.config(), err);
      return result.finished() ? ExitCodes.OK : ExitCodes.INTERRUPTED;
    }
  }

  private static TrainingResult train(
      TrainingRun run, FerDataset dataset, PrintWriter err, Interruption interruption)
      throws IOException, InterruptedException {
    try (TrainingDisplay display = new TrainingDisplay(run, err, Terminal.isShown())) {
      return run.train(dataset, display);
    } catch (IllegalStateException e) {
      if (interruption.isRequested()) {
        // ONNX Runtime, for the export, is not loaded by a JVM that is ending. All epochs are
        // saved.
        return new TrainingResult(false, Optional.empty());
      }
      throw e;
    }
  }

  /** No label of the data needs to say contempt where the votes do. */
  private void requireEveryClass(FerDataset dataset, TrainingConfig config) {
    ClassSet labels =
        config.classes() == ClassSet.EIGHT && config.heads().hasCrowd()
            ? ClassSet.SEVEN
            : config.classes();
    data.requireEveryClass(dataset, Split.TRAINING, labels);
    data.requireEveryClass(dataset, Split.PUBLIC_TEST, labels);
  }

  private void report(TrainingResult result, TrainingConfig config, PrintWriter err) {
    if (!result.finished()) {
      err.println("Stopped; everything is saved. Resume with:");
      err.println("  ./fer train " + data.typed() + " --out " + out + " --resume");
      return;
    }
    if (config.finalRun()) {
      err.println("Trained on Training and PublicTest; the weights after the last epoch are kept.");
    } else {
      report(result.best().orElseThrow(), config.classes(), err);
    }
    err.println("Model: " + out.resolve(ModelBundle.MODEL_FILE) + ". Evaluate it with:");
    String split = config.finalRun() ? "private_test" : "public_test";
    err.println("  ./fer evaluate " + data.typed() + " --split " + split + " --model " + out);
  }

  private static void report(EpochRecord best, ClassSet classes, PrintWriter err) {
    err.printf(
        Locale.ROOT,
        "Best epoch %d: %.2f %% on PublicTest over %s classes, %.2f %% over two states.%n",
        best.epoch(),
        100 * best.validationAccuracy(),
        classes,
        100 * best.validationStateAccuracy());
    best.crowdFigures()
        .ifPresent(
            crowd ->
                err.printf(
                    Locale.ROOT,
                    "Its crowd head: %.2f %% of the faces on which more than five of ten people"
                        + " agree.%n",
                    100 * crowd.accuracy()));
  }

  private TrainingRun openRun() throws IOException {
    Map<String, String> settings = SettingOptions.given(spec.commandLine().getParseResult());
    if (resume) {
      return TrainingRun.resume(out, settings);
    }
    return TrainingRun.create(
        out,
        TrainingConfig.resolve(
            Optional.ofNullable(config),
            settings,
            notice -> spec.commandLine().getErr().println("fer: " + notice)));
  }
}
