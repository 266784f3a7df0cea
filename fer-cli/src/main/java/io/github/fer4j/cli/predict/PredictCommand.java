package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.ErrorHandler;
import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.Interruption;
import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.cli.db.StoringOptions;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer predict}: the faces in pictures and their expressions. */
@Command(
    name = "predict",
    description = "Find the faces in pictures and folders and recognise their expressions.",
    sortOptions = false)
public final class PredictCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Pictures and folders of pictures; or CSVs of 48x48 faces in FER2013's format, with or"
              + " without labels.")
  List<Path> paths;

  @Option(names = "--recursive", description = "Search the folders within the folders too.")
  boolean recursive;

  @Mixin ModelOptions model;

  @Mixin DetectorOptions detector;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  RecordFormat format;

  @Mixin OutputOptions output;

  @Mixin StoringOptions storing;

  private StoreRun stored;
  private Interruption interruption;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (paths.stream().anyMatch(PredictedRows::isCsv)) {
      predictRows();
      return ExitCodes.OK;
    }
    FoundPictures pictures = FoundPictures.of(paths, recursive);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          paths.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ": no pictures there"
              + (recursive ? "" : "; --recursive looks deeper"));
    }
    claimOutputs(pictures);
    PredictProgress progress =
        new PredictProgress(
            spec.commandLine().getErr(),
            pictures.outputNames().size() + pictures.failures().size());
    pictures.failures().forEach(failure -> progress.failed(ErrorHandler.message(failure)));
    // Around everything: when it is told to end, what was seen must still be written and stored.
    try (Interruption installed = Interruption.install()) {
      interruption = installed;
      write(records -> run(pictures, records, progress));
      progress.summarise();
      return interruption.isRequested() ? ExitCodes.INTERRUPTED : exitCode(progress);
    }
  }

  private void claimOutputs(FoundPictures pictures) throws IOException {
    List<Path> inputs = new ArrayList<>(pictures.outputNames().keySet());
    inputs.addAll(model.files());
    storing.file().ifPresent(inputs::add);
    output.claim(inputs, pictures.outputNames());
  }

  private int exitCode(PredictProgress progress) {
    return progress.allWell() && (stored == null || stored.complete())
        ? ExitCodes.OK
        : ExitCodes.FAILURE;
  }

  private interface Records {
    void writeTo(Writer writer) throws IOException;
  }

  private void predictRows() throws IOException {
    if (!paths.stream().allMatch(PredictedRows::isCsv)
        || storing.wanted()
        || output.makesPictures()) {
      throw new ParameterException(
          spec.commandLine(),
          "CSVs of faces are predicted by themselves: give pictures in a call of their own, and no"
              + " --annotate, --explain, --txt or --store");
    }
    List<Path> inputs = new ArrayList<>(paths);
    inputs.addAll(model.files());
    output.claim(inputs, Map.of());
    try (EmotionClassifier classifier = model.open(Runtime.getRuntime().availableProcessors())) {
      ClassSet classes = model.bundle().card().classes();
      write(
          records -> {
            try (PredictionSink sink = format.sink(records, classes)) {
              for (Path csv : paths) {
                PredictedRows.predict(csv, classifier, sink);
              }
            }
          });
    }
  }

  private void write(Records records) throws IOException {
    if (output.out == null) {
      records.writeTo(spec.commandLine().getOut());
    } else {
      AtomicFile.write(
          output.out,
          stream -> {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            records.writeTo(writer);
            writer.flush();
          });
    }
  }

  private void run(FoundPictures pictures, Writer records, PredictProgress progress)
      throws IOException {
    EmotionPredictor predictor = predictor(pictures.outputNames().size());
    try (Sinks sinks = new Sinks(sinks(pictures, records, predictor));
        Stream<PictureResult> results =
            predictor.predictAll(pictures.outputNames().keySet().stream())) {
      interruption.onRequest(results::close);
      Iterator<PictureResult> each = results.iterator();
      for (Optional<PictureResult> next = next(each); next.isPresent(); next = next(each)) {
        take(next.get(), sinks, progress);
      }
    } finally {
      // Closing waits for threads that may be busy in native code; the process ends anyway.
      if (!interruption.isRequested()) {
        predictor.close();
      }
    }
  }

  private Optional<PictureResult> next(Iterator<PictureResult> results) {
    try {
      return !interruption.isRequested() && results.hasNext()
          ? Optional.of(results.next())
          : Optional.empty();
    } catch (CancellationException | NoSuchElementException e) {
      if (interruption.isRequested()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  // With one picture alone, all processors work on it.
  private EmotionPredictor predictor(int pictures) throws IOException {
    int workers = Math.min(Math.max(1, pictures), Runtime.getRuntime().availableProcessors());
    return model.predictor().detector(detector.forPictures()).workers(workers).build();
  }

  private static void take(PictureResult result, PredictionSink sinks, PredictProgress progress)
      throws IOException {
    if (result instanceof PictureResult.Predicted picture) {
      sinks.accept(picture);
      progress.predicted(picture);
    } else if (result instanceof PictureResult.Failed failed) {
      progress.failed(ErrorHandler.message(failed.cause()));
    }
  }

  private List<PredictionSink> sinks(
      FoundPictures pictures, Writer records, EmotionPredictor predictor) throws IOException {
    List<PredictionSink> sinks = new ArrayList<>();
    sinks.add(format.sink(records, predictor.model().orElseThrow().classes()));
    sinks.addAll(output.sinks(model, predictor));
    stored = storing.open(spec.commandLine().getErr()).orElse(null);
    if (stored != null) {
      sinks.add(new StoredPictures(stored, ModelOptions.reference(model.bundle())));
    }
    return sinks;
  }
}
