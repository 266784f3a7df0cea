package io.github.fer4j.bench.faces;

import io.github.fer4j.bench.detection.SceneComposer;
import io.github.fer4j.cli.data.DataOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import io.github.fer4j.infer.picture.PictureSearch;
import java.io.IOException;
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

/** {@code fer bench faces}: detectors, framings and tracking on faces pasted into pictures. */
@Command(
    name = "faces",
    description = {
      "Paste FER2013 faces into larger pictures and measure what detectors miss and make up, how far"
          + " predictions of found faces agree with those of the faces themselves, and what"
          + " following them through videos loses."
    },
    sortOptions = false)
public final class BenchFacesCommand implements Callable<Integer> {

  @Mixin DataOptions data;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "Faces of PublicTest, spread over it (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the scenes (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--tilt",
      paramLabel = "DEGREES",
      defaultValue = "0",
      description = "Turn each face by so much to one side or the other (default: 0).")
  double tilt;

  @Option(
      names = "--backgrounds",
      paramLabel = "DIR",
      description = "Photographs without faces to paste into (default: drawn shapes and noise).")
  Path backgrounds;

  @Option(
      names = "--grid",
      description = "Compare many settings of the cascades, not only those in use.")
  boolean grid;

  @Option(
      names = "--defaults",
      description = "Only the detectors that serve by default: YuNet and the checked cascades.")
  boolean defaults;

  @Option(
      names = "--framings",
      description = "Compare predictions by many framings instead; takes a model.")
  boolean framings;

  @Option(
      names = "--tracking",
      description = "Compare ways to follow moving faces instead; takes a model.")
  boolean tracking;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin ModelOptions model;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count is " + count + ", expected 1 or more");
    }
    if (framings) {
      model.bundle().card().requireMeasurableOn(Split.PUBLIC_TEST);
    }
    List<Example> examples = spread(data.load().examples(Split.PUBLIC_TEST));
    FacesReport report = new FacesReport(spec.commandLine().getOut(), json);
    List<Picture> photographs = photographs();
    try {
      SceneComposer composer =
          backgrounds == null ? new SceneComposer(seed) : SceneComposer.over(photographs, seed);
      run(composer.withTilt(tilt), examples, report);
    } finally {
      photographs.forEach(Picture::close);
    }
    report.end();
    return 0;
  }

  private void run(SceneComposer composer, List<Example> examples, FacesReport report)
      throws IOException {
    if (framings) {
      FramingComparison.run(defaults, model, composer, examples, report);
    }
    if (tracking) {
      TrackingComparison.run(model, composer, examples, report);
    }
    if (!framings && !tracking) {
      DetectorComparison.run(grid, defaults, composer, examples, report);
    }
  }

  private List<Picture> photographs() throws IOException {
    List<Picture> pictures = new ArrayList<>();
    if (backgrounds != null) {
      PictureReader reader = new PictureReader(PictureLimits.DEFAULT);
      for (Path file : PictureSearch.in(backgrounds, true).files()) {
        pictures.add(reader.read(file));
      }
    }
    return pictures;
  }

  private List<Example> spread(List<Example> all) {
    List<Example> chosen = new ArrayList<>();
    int most = Math.min(count, all.size());
    for (int i = 0; i < most; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / most)));
    }
    return chosen;
  }
}
