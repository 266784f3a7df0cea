package io.github.fer4j.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Augmentation;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fer bench augment}: how many faces a core varies in a second. */
@Command(
    name = "augment",
    description = "Measure the augmentation of some presets: images a second of one core.",
    sortOptions = false)
public final class BenchAugmentCommand implements Callable<Integer> {
  private static final List<String> PRESETS = List.of("baseline", "quick", "slim");
  private static final List<Integer> SIDES = List.of(32, 40, FaceImage.SIDE);
  private static final int FACES_PER_LABEL = 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Result(String preset, int side, double imagesPerSecond) {}

  @Option(
      names = "--images",
      defaultValue = "20000",
      paramLabel = "N",
      description = "faces to vary per measurement; ${DEFAULT-VALUE} if left out")
  int images;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (images < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images is " + images + ", expected 1 or more");
    }
    List<Result> results = measureAll();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(results).toPrettyString());
    } else {
      print(out, results);
    }
    out.flush();
    return 0;
  }

  private List<Result> measureAll() {
    List<FaceImage> faces =
        new SyntheticFaces(FACES_PER_LABEL, 1).examples().map(Example::image).toList();
    List<Result> results = new ArrayList<>();
    for (String preset : PRESETS) {
      for (int side : SIDES) {
        measure(faces, preset, side); // compiles the code
        results.add(new Result(preset, side, measure(faces, preset, side)));
      }
    }
    return results;
  }

  private double measure(List<FaceImage> faces, String preset, int side) {
    Augmentation augmentation = TrainingConfig.preset(preset).augmentation();
    float[] target = new float[side * side];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < images; i++) {
      augmentation.apply(faces.get(i % faces.size()), i, target, 0, side);
    }
    return images * NANOS_PER_SECOND / (threads.getCurrentThreadCpuTime() - start);
  }

  private static void print(PrintWriter out, List<Result> results) {
    out.println("Images a second of one core (CPU time, so other programs do not count)");
    for (Result result : results) {
      out.printf(
          Locale.ROOT,
          "%-8s %dx%d %,10.0f%n",
          result.preset,
          result.side,
          result.side,
          result.imagesPerSecond);
    }
  }

  private static ArrayNode toJson(List<Result> results) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Result result : results) {
      ObjectNode node = array.addObject();
      node.put("preset", result.preset);
      node.put("side", result.side);
      node.put("images_per_second", result.imagesPerSecond);
    }
    return array;
  }
}
