package io.github.fer4j.bench.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.cli.train.SettingOptions;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer bench train}: how fast training steps are, and what they wait for. */
@Command(
    name = "train",
    description = "Measure training steps on drawn faces, augmentation included.",
    sortOptions = false,
    modelTransformer = SettingOptions.class)
public final class BenchTrainCommand implements Callable<Integer> {

  private static final double BYTES_PER_MB = 1e6;
  private static final double LOWER_QUARTILE = 0.25;
  private static final double MEDIAN = 0.5;
  private static final double UPPER_QUARTILE = 0.75;

  @Option(
      names = "--steps",
      defaultValue = "20",
      paramLabel = "N",
      description = "steps to measure; ${DEFAULT-VALUE} if left out")
  int steps;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "SETTING=VALUE",
      description =
          "measure the same training with these settings too, step by step in turns, such as"
              + " engine=deeplearning4j")
  Map<String, String> against = Map.of();

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<TrainingConfig> configs = configs();
    List<TrainingBenchmark.Result> results = TrainingBenchmark.run(configs, steps);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(configs, results).toPrettyString());
    } else {
      for (int i = 0; i < configs.size(); i++) {
        print(out, configs.get(i), results.get(i));
      }
      results.stream().skip(1).forEach(other -> printRatio(out, results.get(0), other));
    }
    out.flush();
    return 0;
  }

  private List<TrainingConfig> configs() throws IOException {
    Map<String, String> settings = SettingOptions.given(spec.commandLine().getParseResult());
    List<TrainingConfig> configs = new ArrayList<>();
    configs.add(
        TrainingConfig.resolve(Optional.empty(), settings, spec.commandLine().getErr()::println));
    if (!against.isEmpty()) {
      Map<String, String> others = new LinkedHashMap<>(settings);
      others.putAll(against);
      configs.add(
          TrainingConfig.resolve(Optional.empty(), others, spec.commandLine().getErr()::println));
    }
    return configs;
  }

  private static void printRatio(
      PrintWriter out, TrainingBenchmark.Result first, TrainingBenchmark.Result other) {
    out.printf(
        Locale.ROOT,
        "The first makes %.2f times the images/s of the second (middle half of the turns: %.2f to"
            + " %.2f)%n",
        first.timesTheRateOf(other, MEDIAN),
        first.timesTheRateOf(other, LOWER_QUARTILE),
        first.timesTheRateOf(other, UPPER_QUARTILE));
  }

  private static void print(PrintWriter out, TrainingConfig config, TrainingBenchmark.Result r) {
    out.printf(
        "Network %s, batch %d at %dx%d%n",
        config.network(), config.batchSize(), r.side(), r.side());
    out.printf(
        "Engine  %s %s on %s (%s)%n",
        r.engine().name(), r.engine().version(), r.engine().device(), r.engine().detail());
    out.printf(Locale.ROOT, "%10.1f images/s%n", r.imagesPerSecond());
    out.printf(Locale.ROOT, "%10.1f ms a step (median)%n", r.medianStepMillis());
    out.printf(Locale.ROOT, "%10.1f GFLOP/s%n", r.gigaflops());
    out.printf(Locale.ROOT, "%10.2f %% of the time the network computes%n", 100 * r.networkShare());
    out.printf(
        Locale.ROOT,
        "%10.1f s from the start of the JVM to the first step%n",
        r.secondsToFirstStep());
    out.printf(
        Locale.ROOT,
        "%10.0f MB resident at the end (%+.1f MB over the measured steps)%n",
        r.rssAfterBytes() / BYTES_PER_MB,
        (r.rssAfterBytes() - r.rssBeforeBytes()) / BYTES_PER_MB);
  }

  /** One candidate as an object; two as {@code candidates} with the ratio of their rates. */
  private static ObjectNode toJson(
      List<TrainingConfig> configs, List<TrainingBenchmark.Result> results) {
    ObjectNode first = toJson(configs.get(0), results.get(0));
    if (results.size() == 1) {
      return first;
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.putArray("candidates").add(first).add(toJson(configs.get(1), results.get(1)));
    return both.put("times_the_rate", results.get(0).timesTheRateOf(results.get(1), MEDIAN));
  }

  private static ObjectNode toJson(TrainingConfig config, TrainingBenchmark.Result r) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("network", config.network())
        .put("batch_size", config.batchSize())
        .put("side", r.side())
        .put("engine", r.engine().name())
        .put("engine_version", r.engine().version())
        .put("device", r.engine().device())
        .put("engine_detail", r.engine().detail())
        .put("images_per_second", r.imagesPerSecond())
        .put("median_step_ms", r.medianStepMillis())
        .put("gflops", r.gigaflops())
        .put("network_share", r.networkShare())
        .put("seconds_to_first_step", r.secondsToFirstStep())
        .put("rss_before_bytes", r.rssBeforeBytes())
        .put("rss_after_bytes", r.rssAfterBytes());
  }
}
