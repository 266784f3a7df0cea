package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.db.StoreException.Reason;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PredictionWriterTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path folder;

  private final List<List<PredictionRecord>> batches =
      Collections.synchronizedList(new ArrayList<>());
  private final Consumer<Collection<PredictionRecord>> memory =
      batch -> batches.add(List.copyOf(batch));

  private Path unsaved() {
    return folder.resolve("below/unsaved.jsonl");
  }

  private WriterOptions options(int queue, int batch, Duration flushEvery) {
    return new WriterOptions(queue, batch, flushEvery, LONG, unsaved());
  }

  private static NotSavedException refusal(Reason reason, Collection<PredictionRecord> batch) {
    return new NotSavedException(
        new StoreException(reason, "nowhere: away", null), List.copyOf(batch));
  }

  private static Consumer<Collection<PredictionRecord>> refusing(Reason reason) {
    return batch -> {
      throw refusal(reason, batch);
    };
  }

  @Test
  void aBatchIsStoredAsSoonAsItIsFull() throws InterruptedException {
    CountDownLatch twoBatches = new CountDownLatch(2);
    List<PredictionRecord> frames = Samples.frames("/a.mp4", 25);
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              memory.accept(batch);
              twoBatches.countDown();
            },
            options(100, 10, LONG));

    frames.forEach(writer::write);

    assertThat(twoBatches.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(writer.finish().stored()).isEqualTo(25);
    assertThat(batches)
        .containsExactly(frames.subList(0, 10), frames.subList(10, 20), frames.subList(20, 25));
  }

  @Test
  void aBatchThatDoesNotFillIsStoredWhenItsTimeHasCome() throws InterruptedException {
    CountDownLatch stored = new CountDownLatch(1);
    PredictionWriter writer =
        new PredictionWriter(
            batch -> stored.countDown(), options(100, 1_000, Duration.ofMillis(20)));

    writer.write(Samples.happyAt(Samples.NOON));

    assertThat(stored.await(30, TimeUnit.SECONDS)).isTrue();
    writer.close();
  }

  @Test
  void flushWaitsUntilEverythingBeforeItIsStored() {
    PredictionWriter writer = new PredictionWriter(memory, options(100, 1_000, LONG));
    Samples.frames("/a.mp4", 7).forEach(writer::write);

    writer.flush();

    assertThat(writer.report().stored()).isEqualTo(7);
    writer.close();
  }

  @Test
  void aFullQueueBlocksAndDropsNothingEvenIfInterrupted() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              await(open);
              memory.accept(batch);
            },
            options(2, 1, LONG));
    List<PredictionRecord> frames = Samples.frames("/a.mp4", 10);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread camera =
        new Thread(
            () -> {
              frames.forEach(writer::write);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    camera.start();
    while (camera.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    camera.interrupt();

    assertThat(batches).isEmpty();
    open.countDown();

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(writer.finish().stored()).isEqualTo(10);
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(frames);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void manyThreadsMayWriteWhileOneEndsTheWriter() throws Exception {
    PredictionWriter writer = new PredictionWriter(memory, options(10, 3, LONG));
    List<CompletableFuture<Integer>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          CompletableFuture.supplyAsync(
              () -> {
                int taken = 0;
                try {
                  for (; taken < 100_000; taken++) {
                    writer.write(Samples.happyAt(Samples.NOON));
                  }
                } catch (IllegalStateException closed) {
                  return taken;
                }
                return taken;
              }));
    }
    while (writer.report().stored() < 50) {
      Thread.onSpinWait();
    }

    long stored = writer.finish().stored();

    long taken = 0;
    for (CompletableFuture<Integer> thread : threads) {
      taken += thread.get(60, TimeUnit.SECONDS);
    }
    assertThat(stored).isEqualTo(taken);
  }

  @Test
  void whatTheDatabaseDoesNotTakeIsInTheFileAndReported() throws IOException {
    List<PredictionRecord> frames = Samples.frames("/a.mp4", 25);
    PredictionWriter writer =
        new PredictionWriter(refusing(Reason.UNREACHABLE), options(100, 10, LONG));

    frames.forEach(writer::write);
    WriteReport report = writer.finish();

    assertThat(report.complete()).isFalse();
    assertThat(report.stored()).isZero();
    assertThat(report.spilled()).isEqualTo(25);
    assertThat(report.lost()).isZero();
    assertThat(report.failure()).get().asString().contains("nowhere: away");
    assertThat(report.spillFile()).contains(unsaved());
    assertThat(Files.readAllLines(unsaved()))
        .hasSize(25)
        .allSatisfy(line -> assertThat(line).startsWith("{\"uuid\":").endsWith("}"))
        .filteredOn(line -> line.contains("model_card"))
        .hasSize(1);
    try (PredictionStore store = PredictionStore.embedded(folder.resolve("store"))) {
      assertThat(store.load(unsaved())).isEqualTo(new LoadReport(25, 0));
      assertThat(store.find(PredictionFilter.ALL, 100))
          .extracting(Samples::withoutRow)
          .containsExactlyInAnyOrderElementsOf(frames);
    }
  }

  @Test
  void closingThrowsIfSomethingIsNotStoredAndNobodyHasLooked() {
    PredictionWriter writer =
        new PredictionWriter(refusing(Reason.DISK_FULL), options(100, 10, LONG));
    writer.write(Samples.happyAt(Samples.NOON));

    assertThatThrownBy(writer::close)
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.DISK_FULL))
        .hasMessageContaining("1 predictions are in " + unsaved())
        .hasMessageContaining("nowhere: away");
    writer.close();
  }

  @Test
  void aDatabaseThatIsAwayIsNotAskedForEachBatch() {
    List<Integer> asked = new ArrayList<>();
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              asked.add(batch.size());
              throw refusal(Reason.UNREACHABLE, batch);
            },
            options(100, 5, LONG));

    Samples.frames("/a.mp4", 50).forEach(writer::write);

    assertThat(writer.finish().spilled()).isEqualTo(50);
    assertThat(asked).containsExactly(5);
  }

  @Test
  void aBadBatchDoesNotKeepTheNextFromTheDatabase() {
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              memory.accept(batch);
              if (batches.size() == 1) {
                throw refusal(Reason.REFUSED, batch);
              }
            },
            options(100, 5, LONG));

    Samples.frames("/a.mp4", 15).forEach(writer::write);

    WriteReport report = writer.finish();
    assertThat(report.spilled()).isEqualTo(5);
    assertThat(report.stored()).isEqualTo(10);
  }

  @Test
  void ifNotEvenTheFileTakesThemNothingMoreIsTakenAndTheLossIsReported() throws IOException {
    Files.writeString(folder.resolve("below"), "a file where the folder should be");
    PredictionWriter writer =
        new PredictionWriter(refusing(Reason.UNREACHABLE), options(100, 5, LONG));
    Samples.frames("/a.mp4", 5).forEach(writer::write);
    writer.flush();

    assertThatThrownBy(() -> writer.write(Samples.happyAt(Samples.NOON)))
        .isInstanceOf(NotSavedException.class);
    assertThat(writer.finish().lost()).isEqualTo(5);
  }

  @Test
  void aFailureThatIsNoDatabasesFaultIsNotALoss() {
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              throw new IllegalStateException("a defect");
            },
            options(100, 5, LONG));
    Samples.frames("/a.mp4", 5).forEach(writer::write);

    WriteReport report = writer.finish();

    assertThat(report.spilled()).isEqualTo(5);
    assertThat(report.failure()).get().asString().contains("a defect");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        LinkageError.class,
        AssertionError.class
      })
  void anErrorOfTheDatabaseDoesNotEndTheWriter(Class<? extends Error> type) throws Exception {
    Error error = type.getConstructor().newInstance();
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              if (batches.isEmpty()) {
                memory.accept(batch);
                throw error;
              }
              memory.accept(batch);
            },
            options(100, 5, LONG));
    Samples.frames("/a.mp4", 15).forEach(writer::write);
    writer.flush();

    WriteReport report = writer.finish();

    assertThat(report.spilled()).isEqualTo(5);
    assertThat(report.stored()).isEqualTo(10);
    assertThat(report.failure()).get().asString().contains(type.getSimpleName());
  }

  @Test
  void aDefectOfTheFileDoesNotEndTheWriterAndTheLossIsReported() throws IOException {
    PredictionWriter writer;
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("x.zip"), Map.of("create", "true"))) {
      Path file = zip.getPath("/unsaved.jsonl");
      writer =
          new PredictionWriter(
              refusing(Reason.UNREACHABLE), new WriterOptions(3, 2, LONG, LONG, file));
    }
    // Now any use of the path throws ClosedFileSystemException.

    assertThatThrownBy(() -> Samples.frames("/a.mp4", 100).forEach(writer::write))
        .isInstanceOf(NotSavedException.class);
    writer.flush();
    WriteReport report = writer.finish();

    assertThat(report.stored() + report.spilled()).isZero();
    assertThat(report.lost()).isPositive();
    assertThat(report.failure()).get().asString().contains("nowhere: away");
  }

  @Test
  void writersThatWaitForRoomAreReleasedWhenDatabaseAndFileFailWithErrors() throws Exception {
    Path full = folder.resolve("below");
    Files.writeString(full, "a file where the folder should be");
    CountDownLatch open = new CountDownLatch(1);
    PredictionWriter writer =
        new PredictionWriter(
            batch -> {
              await(open);
              throw new OutOfMemoryError("no room");
            },
            options(2, 1, LONG));
    List<CompletableFuture<Long>> cameras = new ArrayList<>();
    for (int camera = 0; camera < 4; camera++) {
      cameras.add(
          CompletableFuture.supplyAsync(
              () -> {
                long taken = 0;
                try {
                  while (true) {
                    writer.write(Samples.happyAt(Samples.NOON));
                    taken++;
                  }
                } catch (NotSavedException losing) {
                  return taken;
                }
              },
              task -> new Thread(task).start()));
    }
    open.countDown();

    long taken = 0;
    for (CompletableFuture<Long> camera : cameras) {
      taken += camera.get(30, TimeUnit.SECONDS);
    }
    assertThat(writer.finish().lost()).isEqualTo(taken);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerMayReadTheFile() throws IOException {
    PredictionWriter writer =
        new PredictionWriter(refusing(Reason.UNREACHABLE), options(100, 5, LONG));
    writer.write(Samples.happyAt(Samples.NOON));
    writer.finish();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unsaved())))
        .isEqualTo("rw-------");
  }

  @Test
  void aClosedWriterTakesNothing() {
    PredictionWriter writer = new PredictionWriter(memory, options(100, 5, LONG));
    writer.close();

    assertThatIllegalStateException().isThrownBy(() -> writer.write(Samples.happyAt(Samples.NOON)));
  }

  @Test
  void anExistingFileIsNotWrittenOver() throws IOException {
    Path there = Files.createFile(folder.resolve("there"));
    WriterOptions options = WriterOptions.defaults(there);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PredictionWriter(memory, options))
        .withMessageContaining("exists");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> options(0, 1, LONG));
    assertThatIllegalArgumentException().isThrownBy(() -> options(1, 0, LONG));
    assertThatIllegalArgumentException().isThrownBy(() -> options(1, 1, Duration.ZERO));
  }
}
