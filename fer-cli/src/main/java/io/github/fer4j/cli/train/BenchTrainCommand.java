package io.github.fer4j.cli.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.train.TrainingBenchmark;
import io.github.fer4j.train.config.Recipes;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
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

  @Option(
      names = "--steps",
      defaultValue = "20",
      paramLabel = "N",
      description = "steps to measure; ${DEFAULT-VALUE} if left out")
  int steps;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrainingConfig config =
        Recipes.resolve(
            Optional.empty(), SettingOptions.given(spec.commandLine().getParseResult()));
    TrainingBenchmark.Result result = TrainingBenchmark.run(config, steps);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(config, result).toPrettyString());
    } else {
      print(out, config, result);
    }
    out.flush();
    return 0;
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
