package io.github.fer4j.cli.video;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.db.Gate;
import io.github.fer4j.cli.db.StoreOptions;
import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import io.github.fer4j.infer.video.VideoSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Frames on their way into a database that is slower than the video. */
class StoredFramesTest {
  private static final FacePrediction FACE =
      new FacePrediction(new BoundingBox(1, 2, 3, 4), new Prediction(0.1, 0.1, 0.6, 0.1, 0.1));
  private static final int FACES_IN_A_FRAME = 2;
  // Fewer faces than wait in the queue, and more than the queue and a batch hold.
  private static final int SOME_FRAMES = 1_000;
  private static final int MANY_FRAMES = 4_000;

  @TempDir private Path folder;
  private Path database;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void shutTheDatabase() throws Exception {
    database = folder.resolve("faces.mv.db");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    Gate.shut(database);
  }

  private StoredFrames frames() {
    StoreOptions options = new StoreOptions();
    new CommandLine(options).parseArgs("--db", database.toString());
    ModelReference model = new ModelReference("slim", "0".repeat(64), Optional.empty());
    return new StoredFrames(
        new StoreRun(options, new PrintWriter(err)),
        VideoSource.of("clip.mp4"),
        model,
        "lbp",
        "crowd");
  }

  private static void accept(StoredFrames sink, int number) {
    sink.accept(
        new Frame(number, number / 25.0, null),
        List.of(new TrackedFace(1, FACE), new TrackedFace(2, FACE)));
  }

  private void assertStored(int frames) {
    assertThat(err.toString()).contains("stored %,d predictions".formatted(2 * frames));
    assertThat(fer("db", "stats", "--db", database).out())
        .containsPattern("all +%,d".formatted(FACES_IN_A_FRAME * frames));
  }

  @Test
  void framesAreTakenWhileTheDatabaseStandsStill() {
    StoredFrames sink = frames();
    for (int i = 0; i < SOME_FRAMES; i++) {
      accept(sink, i); // would not return if it waited for the database
    }

    Gate.open();
    sink.close();

    assertStored(SOME_FRAMES);
  }

  @Test
  void aFullQueueHoldsTheVideoUpAndDropsNothing() throws Exception {
    StoredFrames sink = frames();
    AtomicLong taken = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    Thread video =
        new Thread(
            () -> {
              for (int i = 0; i < MANY_FRAMES; i++) {
                accept(sink, i);
                taken.incrementAndGet();
              }
              done.countDown();
            });
    video.start();
    while (video.getState() != Thread.State.WAITING) {
      Thread.sleep(5);
    }

    assertThat(taken.get()).isLessThan(MANY_FRAMES);
    Gate.open();
    assertThat(done.await(2, TimeUnit.MINUTES)).isTrue();
    sink.close();

    assertStored(MANY_FRAMES);
  }
}
