package io.github.fer4j.cli.video;

import io.github.fer4j.cli.ErrorHandler;
import io.github.fer4j.cli.ExitCodes;
import io.github.fer4j.cli.Interruption;
import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.cli.OutputKind;
import io.github.fer4j.cli.OverwriteOption;
import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.cli.db.StoringOptions;
import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.video.AnnotatedVideo;
import io.github.fer4j.infer.video.FrameReader;
import io.github.fer4j.infer.video.VideoPredictor;
import io.github.fer4j.infer.video.VideoSource;
import io.github.fer4j.infer.video.VideoSummary;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer video}: the faces in a video and how their expressions go. */
@Command(
    name = "video",
    description = "Follow the faces in a video, camera or stream and recognise their expressions.",
    sortOptions = false)
public final class VideoCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SOURCE",
      description = "A video file, the number of a camera (0 for the first), or a stream's URL.")
  String source;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Look at every n-th frame (default: ${DEFAULT-VALUE}).")
  int every;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write a row a face and frame there.")
  Path csv;

  @Option(
      names = "--annotate",
      paramLabel = "FILE",
      description = "Write a video with the faces marked there (.mp4, .mkv, .webm, .avi).")
  Path annotate;

  @Mixin OverwriteOption overwrite;

  @Option(names = "--show", description = "Show the live picture in a window; q ends.")
  boolean show;

  @Option(
      names = "--max-seconds",
      paramLabel = "S",
      defaultValue = "Infinity",
      description = "End after so many seconds of the video.")
  double maxSeconds;

  @Option(
      names = "--allow-playlists",
      description =
          "Read playlists (HLS, DASH) and image sequences too, which may open other files and"
              + " addresses.")
  boolean allowPlaylists;

  @Mixin ModelOptions model;

  @Mixin DetectorOptions detector;

  @Mixin StoringOptions storing;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    requirePositive(every, "--every", "1 for every frame, 2 for every other");
    requirePositive(maxSeconds, "--max-seconds", "a number above 0");
    claimOutputs();
    // Around everything: when it is told to end, files must still get their names.
    try (Interruption interruption = Interruption.install()) {
      return run(new VideoRun(interruption));
    }
  }

  private int run(VideoRun run) throws IOException {
    try {
      if (csv == null) {
        run.over(new ChangesText(spec.commandLine().getOut()));
      } else {
        ClassSet classes = model.bundle().card().classes();
        AtomicFile.write(
            csv,
            stream ->
                run.over(
                    new TimelineCsv(
                        new OutputStreamWriter(stream, StandardCharsets.UTF_8), classes)));
      }
      return run.exitCode();
    } catch (InterruptedIOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("fer: " + ErrorHandler.message(e));
      err.flush();
      return ExitCodes.INTERRUPTED;
    }
  }

  private void claimOutputs() throws IOException {
    List<Path> inputs = new ArrayList<>(model.files());
    if (VideoSource.of(source) instanceof VideoSource.File file) {
      inputs.add(file.path());
    }
    storing.file().ifPresent(inputs::add);
    OutputGuard guard = new OutputGuard(inputs, overwrite.isGiven());
    if (csv != null) {
      guard.check(csv, OutputKind.TIMELINE);
      TemporaryFiles.removeOld(csv.toAbsolutePath().getParent());
    }
    if (annotate != null) {
      guard.check(annotate, OutputKind.VIDEO);
      TemporaryFiles.removeOld(annotate.toAbsolutePath().getParent());
    }
  }

  private void requirePositive(Number value, String option, String expected) {
    if (!(value.doubleValue() > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '" + option + "': expected " + expected + ", not " + value);
    }
  }

  /** One run, from opening the source to the exit code. */
  private final class VideoRun {
    private final VideoDisplay display = new VideoDisplay(spec.commandLine().getErr());
    private final Interruption interruption;
    private String name;
    private VideoSummary summary;
    private StoreRun stored;

    VideoRun(Interruption interruption) {
      this.interruption = interruption;
    }

    void over(VideoSink timeline) throws IOException {
      try (VideoSink sink = timeline;
          FrameReader frames = source().open(interruption::isRequested);
          EmotionPredictor predictor =
              model.predictor().detector(detector.forVideo()).workers(1).build();
          VideoSink toStore = toStore(predictor);
          AnnotatedVideo annotated =
              annotate == null ? null : new AnnotatedVideo(annotate, frames.framesPerSecond());
          VideoWindow window = show ? VideoWindow.open(frames.name()) : null) {
        VideoOutputs outputs =
            new VideoOutputs(
                toStore == null ? List.of(sink) : List.of(sink, toStore),
                Optional.ofNullable(annotated),
                Optional.ofNullable(window),
                display,
                maxSeconds,
                interruption::isRequested);
        name = frames.name();
        summary = VideoPredictor.builder(predictor).every(every).build().run(frames, outputs);
        if (annotated != null && summary.frames() > 0) {
          annotated.finish();
        }
      }
    }

    private VideoSource source() {
      VideoSource plain = VideoSource.of(source);
      return allowPlaylists ? plain.allowingPlaylists() : plain;
    }

    private VideoSink toStore(EmotionPredictor predictor) throws IOException {
      stored = storing.open(spec.commandLine().getErr()).orElse(null);
      if (stored == null) {
        return null;
      }
      ModelReference reference = ModelOptions.reference(model.bundle());
      return new StoredFrames(
          stored, source(), reference, predictor.detector().name(), predictor.reading());
    }

    int exitCode() {
      display.summarise(summary.seconds());
      PrintWriter err = spec.commandLine().getErr();
      if (interruption.isRequested()) {
        return ExitCodes.INTERRUPTED;
      }
      if (summary.frames() == 0) {
        err.println("fer: " + name + ": no frame could be read");
        return ExitCodes.FAILURE;
      }
      if (summary.endedEarly()) {
        err.printf(
            Locale.ROOT,
            "fer: %s: expected %.1f s of video, found %.1f s. The file is cut off or damaged; what"
                + " was readable is done.%n",
            name,
            summary.declaredSeconds(),
            summary.seconds());
        return ExitCodes.FAILURE;
      }
      return stored == null || stored.complete() ? ExitCodes.OK : ExitCodes.FAILURE;
    }
  }
}
