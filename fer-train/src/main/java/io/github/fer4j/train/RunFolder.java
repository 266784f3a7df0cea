package io.github.fer4j.train;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.core.internal.WriteFailure;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves on disk: {@code config.json}, {@code history.csv}, the checkpoints {@code
 * last.safetensors} and {@code best.safetensors}, and {@code train.log}. It is locked while open,
 * so that two trainings cannot write into it.
 */
final class RunFolder implements AutoCloseable {
  /**
   * File name of the checkpoint with the best validation figure, of a final run the last epoch's.
   */
  static final String BEST = "best.safetensors";

  /** File name of the checkpoint that a run resumes at. */
  static final String LAST = "last.safetensors";

  private static final String LOCK = ".lock";
  private static final String LOG = "train.log";

  private static final String HISTORY = "history.csv";

  private static final List<String> WRITTEN =
      List.of(BEST, LAST, HISTORY, LOG, ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE);

  private final Path directory;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final boolean directoryIsNew;
  private boolean runIsNew;

  private RunFolder(Path directory) throws IOException {
    this.directory = directory;
    this.directoryIsNew = !Files.exists(directory);
    Files.createDirectories(directory);
    TemporaryFiles.removeOld(directory);
    this.lockChannel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.lock = tryLock();
    if (lock == null) {
      lockChannel.close();
      throw new IllegalArgumentException(
          directory
              + ": another training is writing here; wait for its end or choose another folder");
    }
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return lockChannel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * A folder for a new run.
   *
   * @throws IllegalArgumentException if another run is there or at work
   * @throws FileAlreadyExistsException if a file of a name that the run would write is there
   * @throws IOException if it cannot be written
   */
  static RunFolder create(Path directory, TrainingConfig config) throws IOException {
    if (holdsRun(directory)) {
      throw new IllegalArgumentException(
          directory + ": another run is here; resume it (--resume), or choose another folder");
    }
    refuseToReplace(directory);
    RunFolder folder = new RunFolder(directory);
    folder.runIsNew = true;
    AtomicFile.write(folder.config(), config.toJson() + "\n");
    return folder;
  }

  private static void refuseToReplace(Path directory) throws FileAlreadyExistsException {
    for (String name : WRITTEN) {
      Path file = directory.resolve(name);
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(
            file.toString(),
            null,
            "this file is there already, and the run would replace it; choose another folder, or"
                + " remove it");
      }
    }
  }

  /**
   * The folder of a run to resume.
   *
   * @throws IllegalArgumentException if no run is there, or one is at work
   */
  static RunFolder open(Path directory) throws IOException {
    if (!holdsRun(directory)) {
      throw new IllegalArgumentException(
          directory
              + ": there is no run to resume (no config.json); leave --resume out to start one");
    }
    return new RunFolder(directory);
  }

  private static boolean holdsRun(Path directory) {
    return Files.exists(directory.resolve("config.json"));
  }

  /** Where it lies. */
  Path directory() {
    return directory;
  }

  /** The settings of the run, as JSON. */
  Path config() {
    return directory.resolve("config.json");
  }

  /** The state after the last epoch, or where the run was interrupted. */
  Path last() {
    return directory.resolve(LAST);
  }

  /** The state after the epoch with the best validation figure, of a final run after the last. */
  Path best() {
    return directory.resolve(BEST);
  }

  /** A row per epoch. */
  Path history() {
    return directory.resolve(HISTORY);
  }

  /**
   * Makes the history agree with a checkpoint.
   *
   * @param crowd whether the network has a crowd head, and the history columns for it
   */
  void rewriteHistory(List<EpochRecord> records, boolean crowd) throws IOException {
    AtomicFile.write(history(), EpochRecord.toCsv(records, crowd));
  }

  void appendHistory(EpochRecord record) throws IOException {
    write(history(), record.toCsvRow(), StandardOpenOption.APPEND);
    String validation =
        record.hasValidation()
            ? String.format(Locale.ROOT, ", PublicTest accuracy %.4f", record.validationAccuracy())
            : "";
    log(
        String.format(
            Locale.ROOT,
            "epoch %d: train loss %.4f%s",
            record.epoch(),
            record.trainLoss(),
            validation));
  }

  /** Adds a line with the time to the log. */
  void log(String line) throws IOException {
    write(
        directory.resolve(LOG),
        Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void write(Path file, String text, OpenOption... options) throws IOException {
    try {
      Files.writeString(file, text, options);
    } catch (IOException failure) {
      throw WriteFailure.of(file, failure);
    }
  }

  /**
   * Gives the lock back. A new run that did not come to its first step leaves nothing behind, so
   * that it can be tried again with other settings.
   */
  @Override
  public void close() throws IOException {
    lock.release();
    lockChannel.close();
    if (runIsNew && !Files.exists(directory.resolve(LOG))) {
      Files.deleteIfExists(config());
      Files.deleteIfExists(directory.resolve(LOCK));
      if (directoryIsNew) {
        deleteIfEmpty();
      }
    }
  }

  private void deleteIfEmpty() throws IOException {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      return; // somebody else put something there
    }
  }
}
