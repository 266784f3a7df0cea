package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.cli.OutputKind;
import io.github.fer4j.cli.OverwriteOption;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.Explainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files that {@code predict} writes. */
public final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the records there (default: standard output).")
  Path out;

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description = "Write pictures with the faces marked there.")
  Path annotate;

  @Option(
      names = "--explain",
      paramLabel = "DIR",
      description =
          "Write pictures there with what spoke for the class laid over each face: an activation"
              + " map, or for networks that have none occlusion, which is slower.")
  Path explain;

  @Option(
      names = "--txt",
      paramLabel = "DIR",
      description = "Write a text file a picture there, one line 'class x1 y1 x2 y2' a face.")
  Path txt;

  @Mixin OverwriteOption overwrite;

  private @Nullable OutputFiles annotated;
  private @Nullable OutputFiles explained;
  private @Nullable OutputFiles boxes;

  /**
   * Gives each output its name, before anything is written.
   *
   * @param inputs what the command reads
   * @param pictures as {@link FoundPictures#outputNames}
   * @throws IllegalArgumentException if an output would replace an input
   * @throws java.nio.file.FileAlreadyExistsException if one would replace another program's file
   */
  void claim(List<Path> inputs, Map<Path, Path> pictures) throws IOException {
    OutputGuard guard = new OutputGuard(inputs, overwrite.isGiven());
    if (out != null) {
      guard.check(out, OutputKind.RECORDS);
      TemporaryFiles.removeOld(out.toAbsolutePath().getParent());
    }
    annotated = claim(annotate, pictures, AnnotatedPictures::ending, guard, OutputKind.PICTURE);
    explained = claim(explain, pictures, AnnotatedPictures::ending, guard, OutputKind.PICTURE);
    boxes = claim(txt, pictures, picture -> ".txt", guard, OutputKind.BOXES);
  }

  private static @Nullable OutputFiles claim(
      @Nullable Path folder,
      Map<Path, Path> pictures,
      Function<Path, String> ending,
      OutputGuard guard,
      OutputKind kind)
      throws IOException {
    if (folder == null) {
      return null;
    }
    OutputFiles files = new OutputFiles(folder, pictures, ending);
    files.check(guard, kind);
    return files;
  }

  /** Whether files are made for each picture. */
  boolean makesPictures() {
    return annotate != null || explain != null || txt != null;
  }

  /** Writers of the files that were claimed, but for the records. */
  List<PredictionSink> sinks(ModelOptions model, EmotionPredictor predictor) throws IOException {
    List<PredictionSink> sinks = new ArrayList<>();
    if (annotated != null) {
      sinks.add(new AnnotatedPictures(annotated));
    }
    if (explained != null) {
      sinks.add(
          new ExplainedPictures(
              explained,
              Explainer.open(model.bundle(), predictor.reading()),
              predictor.detector().framing()));
    }
    if (boxes != null) {
      sinks.add(new SeedTextFiles(boxes));
    }
    return sinks;
  }
}
