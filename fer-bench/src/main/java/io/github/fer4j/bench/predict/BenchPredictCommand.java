package io.github.fer4j.bench.predict;

import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.infer.detect.FaceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fer bench predict}: how fast faces are found and labelled. */
@Command(
    name = "predict",
    description = {
      "Measure prediction on drawn faces: latency of the network and the detectors, pictures a second"
          + " by 1, 2 and 4 workers with their processor time, video frames a second, start to first"
          + " prediction, memory."
    },
    sortOptions = false)
public final class BenchPredictCommand implements Callable<Integer> {

  @Mixin ModelOptions model;

  @Mixin DetectorOptions detector;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      paramLabel = "S",
      description = "How long each measurement lasts (default: ${DEFAULT-VALUE}).")
  double seconds;

  @Option(
      names = "--starts",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "How often fer predict is started; 0 for not at all (default: ${DEFAULT-VALUE}).")
  int starts;

  @Option(
      names = "--folder",
      defaultValue = "200",
      paramLabel = "N",
      description = {
        "Pictures in the folder over which memory is measured; 0 for no such measurement"
            + " (default: ${DEFAULT-VALUE})."
      })
  int folderSize;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    require(
        seconds > 0 && Double.isFinite(seconds), "--seconds is " + seconds + ", expected above 0");
    require(starts >= 0, "--starts is " + starts + ", expected 0 or more");
    require(folderSize >= 0, "--folder is " + folderSize + ", expected 0 or more");
    FigureReport report = new FigureReport(spec.commandLine().getOut(), json);
    Path folder = Files.createTempDirectory("fer-bench-");
    try (FaceDetector finder = detector.forPictures();
        DrawnScenes scenes = new DrawnScenes(finder)) {
      measure(scenes, folder, report);
    } finally {
      delete(folder);
    }
    report.end();
    return 0;
  }

  private void require(boolean right, String message) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private void measure(DrawnScenes scenes, Path folder, FigureReport report) throws IOException {
    PredictBenchmark inside = new PredictBenchmark(model, detector, scenes, seconds);
    report.addAll(inside.oneFace());
    report.addAll(List.of(inside.batch()));
    report.addAll(inside.detectors());
    report.addAll(inside.pictures(folder));
    report.addAll(inside.video());
    ProcessBenchmark outside = new ProcessBenchmark(childOptions());
    if (starts > 0) {
      report.addAll(List.of(outside.start(scenes.write(folder, 1).get(0), starts)));
    }
    if (folderSize > 0) {
      scenes.write(folder, folderSize);
      report.addAll(outside.memory(folder, folderSize));
    }
  }

  private List<String> childOptions() {
    List<String> options = new ArrayList<>(model.arguments());
    options.addAll(detector.arguments());
    return options;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
