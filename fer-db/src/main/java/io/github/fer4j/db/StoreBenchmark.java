package io.github.fer4j.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Times how fast a store takes predictions, with faces made up for it.
 *
 * <p>Its rows belong to a model of its own and are deleted, sources and model included, after each
 * measurement; whoever reads the tables meanwhile sees them. What a killed measurement left is
 * deleted by the next.
 */
public final class StoreBenchmark {
  private static final int BATCH_SIZE = 1_000;
  private static final int PARTS = 10;

  /** The ways into a store. */
  public enum Way {
    /** {@link PredictionStore#save(java.util.Collection)} of 1,000 at a time. */
    BATCH,
    /** {@link ObservationWriter#write} with its default options, until all are stored. */
    WRITER,
    /** {@link PredictionStore#save(Observation)} of each, so that each is committed by itself. */
    ONE_BY_ONE
  }

  /**
   * What was measured.
   *
   * @param way how they went into the store
   * @param predictions how many were stored
   * @param seconds how long that took
   * @param earlyHeapBytes what this program held in memory after the first tenth of them, garbage
   *     collected
   * @param lateHeapBytes what it held after all of them: about the same
   */
  public record Result(
      Way way, long predictions, double seconds, long earlyHeapBytes, long lateHeapBytes) {

    /** Predictions a second. */
    public double perSecond() {
      return predictions / seconds;
    }
  }

  /** A way into the store, open. */
  private interface Intake extends AutoCloseable {
    void take(Observation observation);

    /** Returns when all that was taken is stored. */
    void flush();

    @Override
    void close();
  }

  private final PredictionStore store;
  private final int perSource;
  private final BooleanSupplier stop;

  /**
   * @param store where to; it stays open
   * @param perSource how many predictions come from one picture or video, 1 or more
   * @param stop asked between predictions whether to end early
   */
  public StoreBenchmark(PredictionStore store, int perSource, BooleanSupplier stop) {
    if (perSource < 1) {
      throw new IllegalArgumentException("perSource is " + perSource + ", expected 1 or more");
    }
    this.store = store;
    this.perSource = perSource;
    this.stop = stop;
  }

  /**
   * Stores made-up predictions, then deletes them. Only the storing is timed.
   *
   * @param count how many, 1 or more; it may end with fewer if it is told to stop
   * @throws StoreException if the database fails
   */
  public Result run(Way way, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected 1 or more");
    }
    BenchmarkRows rows = new BenchmarkRows(store.database());
    rows.delete();
    try (Intake intake = open(way)) {
      return measure(way, count, intake);
    } finally {
      rows.delete();
    }
  }

  private Result measure(Way way, int count, Intake intake) {
    MadeUpObservations observations = new MadeUpObservations(perSource);
    double seconds = timed(observations, (count + PARTS - 1) / PARTS, intake);
    long early = heapInUse();
    seconds += timed(observations, count - (int) observations.made(), intake);
    return new Result(way, observations.made(), seconds, early, heapInUse());
  }

  private double timed(MadeUpObservations observations, int count, Intake intake) {
    long start = System.nanoTime();
    for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
      intake.take(observations.next());
    }
    intake.flush();
    return (System.nanoTime() - start) / 1e9;
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private Intake open(Way way) {
    return switch (way) {
      case BATCH -> new Batches(store);
      case WRITER -> new Streaming(store);
      case ONE_BY_ONE -> new OneByOne(store);
    };
  }

  private record OneByOne(PredictionStore store) implements Intake {
    @Override
    public void take(Observation observation) {
      store.save(observation);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Batches implements Intake {
    private final PredictionStore store;
    private final List<Observation> batch = new ArrayList<>(BATCH_SIZE);

    Batches(PredictionStore store) {
      this.store = store;
    }

    @Override
    public void take(Observation observation) {
      batch.add(observation);
      if (batch.size() == BATCH_SIZE) {
        flush();
      }
    }

    @Override
    public void flush() {
      store.save(batch);
      batch.clear();
    }

    @Override
    public void close() {}
  }

  private static final class Streaming implements Intake {
    private final Path folder;
    private final ObservationWriter writer;

    Streaming(PredictionStore store) {
      try {
        folder = Files.createTempDirectory("fer-bench-store");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      writer = store.writer(WriterOptions.defaults(folder.resolve("unsaved.jsonl")));
    }

    @Override
    public void take(Observation observation) {
      writer.write(observation);
    }

    @Override
    public void flush() {
      writer.flush();
    }

    @Override
    public void close() {
      WriteReport report = writer.finish();
      try {
        if (report.unsavedFile().isPresent()) {
          Files.delete(report.unsavedFile().get());
        }
        Files.delete(folder);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      report
          .failure()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }
}
