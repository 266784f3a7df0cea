package io.github.fer4j.bench.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The measurements that take a process of their own: {@code fer predict} as a user starts it. */
final class ProcessBenchmark {
  private static final double MEDIAN = 50;
  private static final double BYTES_PER_MB = 1e6;

  private final List<String> options;

  /**
   * @param options of {@code fer predict} that name detector and model
   */
  ProcessBenchmark(List<String> options) {
    this.options = List.copyOf(options);
  }

  /** From the start of the program to the first printed face: the median of several starts. */
  Figure start(Path picture, int starts) throws IOException {
    DescriptiveStatistics seconds = new DescriptiveStatistics();
    for (int i = 0; i < starts; i++) {
      seconds.addValue(run(picture).secondsToFirstLine());
    }
    return new Figure(
        "start_to_first_prediction_seconds",
        "start of fer predict to its first face, median of " + starts,
        seconds.getPercentile(MEDIAN),
        "s");
  }

  /** The most resident memory over a folder of pictures; nothing where the system does not tell. */
  List<Figure> memory(Path folder, int pictures) throws IOException {
    List<Figure> figures = new ArrayList<>();
    run(folder)
        .peakResidentBytes()
        .ifPresent(
            bytes ->
                figures.add(
                    new Figure(
                        "predict_peak_resident_mb",
                        "resident memory of fer predict on " + pictures + " pictures, peak",
                        bytes / BYTES_PER_MB,
                        "MB")));
    return figures;
  }

  private ChildRun run(Path path) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("predict", path.toString()));
    arguments.addAll(List.of("--format", "jsonl"));
    arguments.addAll(options);
    return ChildRun.of(arguments);
  }
}
