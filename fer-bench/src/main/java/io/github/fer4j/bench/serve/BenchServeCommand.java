package io.github.fer4j.bench.serve;

import io.github.fer4j.bench.predict.DrawnScenes;
import io.github.fer4j.bench.predict.FigureReport;
import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelChoice;
import io.github.fer4j.cli.predict.ReadingOption;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
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

/**
 * {@code fer bench serve}: what the server adds to a library call, and how it behaves under load.
 */
@Command(
    name = "serve",
    description = {
      "Start 'fer serve' in a process of its own on the loopback interface and measure it: what a"
          + " request costs without its picture, a request beside a library call, several clients"
          + " beside predictAll, requests beside an open stream, and memory over many requests."
    },
    sortOptions = false)
public final class BenchServeCommand implements Callable<Integer> {
  private static final int PICTURES = 16;

  @Mixin ModelChoice model;

  @Mixin ReadingOption reading;

  @Mixin DetectorOptions detector;

  @Option(
      names = "--pairs",
      defaultValue = "200",
      paramLabel = "N",
      description = "Requests, each beside a library call (default: ${DEFAULT-VALUE}).")
  int pairs;

  @Option(
      names = "--warm-up",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Pictures of 128x128 that library and server answer before they are measured: Java"
              + " compiles what happens once a request after thousands of them (default:"
              + " ${DEFAULT-VALUE}).")
  int warmUp;

  @Option(
      names = "--clients",
      defaultValue = "8",
      paramLabel = "N",
      description = "Clients that send at the same time (default: ${DEFAULT-VALUE}).")
  int clients;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "S",
      description =
          "How long 20 requests a second are sent beside a stream (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--soak",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Requests, of pictures of 128x128, over which memory and open files are watched (default:"
              + " none).")
  int soak;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("--pairs", pairs, 1);
    require("--warm-up", warmUp, 0);
    require("--clients", clients, 1);
    require("--seconds", seconds, 1);
    require("--soak", soak, 0);
    FigureReport report = new FigureReport(spec.commandLine().getOut(), json);
    Path folder = Files.createTempDirectory("fer-bench-");
    try {
      measure(pictures(folder), folder, report);
    } finally {
      delete(folder);
    }
    report.end();
    return 0;
  }

  private void require(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + ", expected " + least + " or more");
    }
  }

  private List<Path> pictures(Path folder) throws IOException {
    try (FaceDetector finder = detector.forPictures();
        DrawnScenes scenes = new DrawnScenes(finder)) {
      return scenes.write(folder, PICTURES);
    }
  }

  private void measure(List<Path> files, Path folder, FigureReport report)
      throws IOException, InterruptedException {
    try (EmotionPredictor predictor = predictor();
        ServerProcess server = ServerProcess.start(arguments());
        LoopbackClient client = new LoopbackClient(server.address())) {
      ServeBenchmark benchmark = new ServeBenchmark(predictor, server, client, files);
      List<Path> small = Soak.around(predictor, files, folder);
      benchmark.warmUp(small, clients, warmUp);
      report.addAll(benchmark.framework(pairs));
      report.addAll(benchmark.latency(pairs));
      report.addAll(benchmark.throughput(clients, pairs));
      report.addAll(benchmark.besideStream(seconds));
      if (soak > 0) {
        List<byte[]> contents = ServeBenchmark.contents(small);
        report.addAll(new Soak(server, client, contents).run(clients, soak));
      }
    }
  }

  private EmotionPredictor predictor() throws IOException {
    ModelBundle bundle = model.bundle();
    return EmotionPredictor.builder()
        .model(bundle)
        .reading(reading.of(bundle))
        .detector(detector.forPictures())
        .build();
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(detector.arguments());
    arguments.addAll(model.arguments());
    reading.named().ifPresent(named -> arguments.addAll(List.of("--reading", named)));
    return arguments;
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
