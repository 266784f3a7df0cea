package io.github.fer4j.cli.video;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.AnnotatedVideo;
import io.github.fer4j.infer.video.FrameReader;
import io.github.fer4j.infer.video.VideoSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoCommandTest {
  private static final double RATE = 10;
  private static final int FRAMES = 30;

  @TempDir private static Path shared;
  private static Path model;
  private static Path video;

  @TempDir private Path folder;

  @BeforeAll
  static void makeModelAndVideo() throws IOException {
    model = TinyModel.writeTo(shared.resolve("model"));
    video = shared.resolve("it's a video.mkv");
    try (AnnotatedVideo writer = new AnnotatedVideo(video, RATE)) {
      for (int i = 0; i < FRAMES; i++) {
        BufferedImage image = Portrait.background(320, 240);
        Portrait.draw(image, 100 + 2 * i, 115, 100);
        try (Picture picture = Picture.of(image)) {
          writer.add(picture, i / RATE);
        }
      }
      writer.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "webm", "avi"})
  void whatAnEarlierRunWroteIsReplaced(String ending) {
    Path annotated = folder.resolve("annotated." + ending);
    Path timeline = folder.resolve("timeline.csv");
    for (int run = 1; run <= 2; run++) {
      CommandRun done =
          fer("video", video, "--model", model, "--csv", timeline, "--annotate", annotated);
      assertThat(done.exitCode()).as("run %s: %s", run, done.err()).isZero();
    }
  }

  @Test
  void aFaceIsToldWhenItAppears() {
    CommandRun run = fer("video", video, "--model", model);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches(" +0\\.00 s  face 1  Happy \\d+ %  Okay\\R");
    assertThat(run.err()).contains("30 frames, 2.9 s of video, 1 face");
  }

  @Test
  void theTimelineHasARowAFaceAndFrame() throws IOException {
    Path csv = folder.resolve("timeline.csv");
    CommandRun run = fer("video", video, "--model", model, "--csv", csv, "--every", "3");

    assertThat(run.exitCode()).isZero();
    List<String> rows = Files.readAllLines(csv);
    assertThat(rows.get(0))
        .isEqualTo("frame,seconds,face,x1,y1,x2,y2,emotion,state,Angry,Fear,Happy,Neutral,Sad");
    assertThat(rows).hasSize(1 + FRAMES / 3);
    assertThat(rows.get(2)).startsWith("3,0.300,1,").contains(",Happy,Okay,0.");
  }

  @Test
  void theMarkedVideoHasTheSameFrames() throws IOException {
    Path marked = folder.resolve("marked.mp4");
    CommandRun run = fer("video", video, "--model", model, "--annotate", marked);

    assertThat(run.exitCode()).isZero();
    try (FrameReader frames = VideoSource.of(marked.toString()).open()) {
      int count = 0;
      while (frames.next().isPresent()) {
        count++;
      }
      assertThat(count).isEqualTo(FRAMES);
    }
  }

  @Test
  void theRunEndsAfterTheSecondsAskedFor() {
    CommandRun run = fer("video", video, "--model", model, "--max-seconds", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("11 frames, 1.0 s of video");
  }

  @Test
  void aVideoCutOffIsWorkedThroughAndThenNamed() throws IOException {
    byte[] whole = Files.readAllBytes(video);
    Path part = Files.write(folder.resolve("part.mkv"), Arrays.copyOf(whole, whole.length / 2));
    Path csv = folder.resolve("timeline.csv");

    CommandRun run = fer("video", part, "--model", model, "--csv", csv);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("fer: " + part + ": expected 3.0 s of video, found ", "cut off or damaged");
    assertThat(Files.readAllLines(csv)).hasSizeGreaterThan(3);
  }

  @Test
  void whatIsNoVideoLeavesNothing() throws IOException {
    Path note = Files.writeString(folder.resolve("note.mp4"), "Dear diary");
    CommandRun run =
        fer(
            "video",
            note,
            "--model",
            model,
            "--csv",
            folder.resolve("a.csv"),
            "--annotate",
            folder.resolve("a.mp4"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("fer: " + note + ": expected a video");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(note));
  }

  @Test
  void anAbsentCameraIsNamed() {
    CommandRun run = fer("video", "97", "--model", model);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("fer: camera 97: there is none");
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
  void withoutADisplayShowSaysSo() {
    CommandRun run = fer("video", video, "--model", model, "--show");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("fer: --show needs a display, and there is none");
  }

  @Test
  void everyZerothFrameIsWrongUse() {
    CommandRun run = fer("video", video, "--model", model, "--every", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--every'", "not 0");
  }

  @Test
  void noSecondsAtAllAreWrongUse() {
    CommandRun run = fer("video", video, "--model", model, "--max-seconds", "-1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--max-seconds'", "not -1");
  }

  @Test
  void eachFaceOfEachFrameLookedAtIsStored() {
    Path database = folder.resolve("faces.mv.db");
    CommandRun run =
        fer("video", video, "--model", model, "--every", "2", "--store", "--db", database);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("stored 15 predictions in " + database);
    List<String> rows = fer("db", "list", "--db", database).out().lines().toList();
    assertThat(rows).hasSize(15);
    assertThat(rows.get(0)).contains("Happy", video + " at 2.80 s");
    assertThat(rows.get(14)).contains(video + " at 0.00 s");
  }

  @Test
  void aStoreThatCannotBeOpenedEndsTheRunBeforeItBegins() throws IOException {
    Path note = Files.writeString(folder.resolve("note.mv.db"), "Dear diary");
    CommandRun run = fer("video", video, "--model", model, "--store", "--db", note);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("fer: " + note + ": this file is damaged");
  }
}
