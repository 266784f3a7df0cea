package io.github.fer4j.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.bench.store.StoreBenchmark.Result;
import io.github.fer4j.bench.store.StoreBenchmark.Way;
import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.Interruption;
import io.github.fer4j.cli.db.StoreOptions;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.StoreAddress;
import io.github.fer4j.db.StoreStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer bench store}: how many predictions a second a store takes. */
@Command(
    name = "store",
    description = {
      "Measure storing: predictions a second, in batches, through the streaming writer, one by one.",
      "Synthetic predictions are stored and deleted again, in the database that --db or FER_DB_URL"
          + " names (whoever reads it sees them meanwhile), or else in a file of their own.",
    },
    sortOptions = false)
public final class BenchStoreCommand implements Callable<Integer> {
  private static final double BYTES_PER_MB = 1e6;

  @Mixin StoreOptions database;

  @Option(
      names = "--predictions",
      defaultValue = "100000",
      paramLabel = "N",
      description =
          "how many to store in batches and through the writer; ${DEFAULT-VALUE} if left out")
  int predictions;

  @Option(
      names = "--one-by-one",
      defaultValue = "1000",
      paramLabel = "N",
      description = "how many to store one by one; ${DEFAULT-VALUE} if left out")
  int oneByOne;

  @Option(
      names = "--per-source",
      defaultValue = "100",
      paramLabel = "N",
      description = "how many come from one picture or video; ${DEFAULT-VALUE} if left out")
  int perSource;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("fer-bench-store");
    StoreAddress scratch = StoreAddress.embedded(folder.resolve("scratch.mv.db"));
    // Around everything: what was stored must go again when this is told to end.
    try (Interruption interruption = Interruption.install()) {
      try (PredictionStore store = database.openOr(scratch)) {
        measure(store, interruption);
      } finally {
        Files.deleteIfExists(folder.resolve("scratch.mv.db"));
        Files.delete(folder);
      }
      return interruption.isRequested() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }
  }

  private void measure(PredictionStore store, Interruption interruption) {
    StoreBenchmark benchmark = new StoreBenchmark(store, perSource, interruption::isRequested);
    benchmark.run(Way.BATCH, Math.max(1, predictions / 2)); // compiles the code
    List<Result> results = new ArrayList<>();
    for (Way way : Way.values()) {
      if (!interruption.isRequested()) {
        results.add(benchmark.run(way, way == Way.ONE_BY_ONE ? oneByOne : predictions));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(store.status(), results).toPrettyString());
    } else {
      print(out, store.status(), results);
    }
    out.flush();
  }

  private static void print(PrintWriter out, StoreStatus status, List<Result> results) {
    out.printf("%s (%s)%n", status.address(), status.product());
    for (Result result : results) {
      out.printf(
          Locale.ROOT,
          "%-11s %,9.0f predictions/s (%,d in %.2f s), %.1f MB held after the first tenth, %.1f MB"
              + " at the end%n",
          name(result.way()).replace('_', ' '),
          result.perSecond(),
          result.predictions(),
          result.seconds(),
          result.earlyHeapBytes() / BYTES_PER_MB,
          result.lateHeapBytes() / BYTES_PER_MB);
    }
  }

  private static ObjectNode toJson(StoreStatus status, List<Result> results) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("database", status.address()).put("product", status.product());
    ArrayNode ways = root.putArray("ways");
    for (Result result : results) {
      ways.addObject()
          .put("way", name(result.way()))
          .put("predictions", result.predictions())
          .put("seconds", result.seconds())
          .put("predictions_per_second", result.perSecond())
          .put("early_heap_mb", result.earlyHeapBytes() / BYTES_PER_MB)
          .put("late_heap_mb", result.lateHeapBytes() / BYTES_PER_MB);
    }
    return root;
  }

  private static String name(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }
}
