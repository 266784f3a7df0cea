package io.github.fer4j.bench.store;

import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.PredictionWriter;
import io.github.fer4j.db.StoreException;
import io.github.fer4j.db.WriteReport;
import io.github.fer4j.db.WriterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Times how fast a store takes synthetic predictions.
 *
 * <p>Its rows belong to a model of its own and are deleted, sources and model included, after each
 * measurement; whoever reads the tables meanwhile sees them. What a killed measurement left is
 * deleted by the next.
 */
final class StoreBenchmark {
  private static final int BATCH_SIZE = 1_000;
  private static final int PARTS = 10;

  /** The ways into a store. */
  public enum Way {
    /** {@link PredictionStore#save(java.util.Collection)} of 1,000 at a time. */
    BATCH,
    /** {@link PredictionWriter#write} with its default options, until all are stored. */
    WRITER,
    /**
     * {@link PredictionStore#save(PredictionRecord)} of each, so that each is committed by itself.
     */
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
    void take(PredictionRecord record);

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
   * Stores synthetic predictions, then deletes them. Only the storing is timed.
   *
   * @param count how many, 1 or more; it may end with fewer if it is told to stop
   * @throws StoreException if the database fails
   */
  public Result run(Way way, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected 1 or more");
    }
    store.delete(SyntheticPredictions.ALL);
    try (Intake intake = open(way)) {
      return measure(way, count, intake);
    } finally {
      store.delete(SyntheticPredictions.ALL);
    }
  }

  private Result measure(Way way, int count, Intake intake) {
    SyntheticPredictions synthetic = new SyntheticPredictions(perSource);
    double seconds = timed(synthetic, (count + PARTS - 1) / PARTS, intake);
    long early = heapInUse();
    seconds += timed(synthetic, count - (int) synthetic.made(), intake);
    return new Result(way, synthetic.made(), seconds, early, heapInUse());
  }

  private double timed(SyntheticPredictions synthetic, int count, Intake intake) {
    long start = System.nanoTime();
    for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
      intake.take(synthetic.next());
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
    public void take(PredictionRecord record) {
      store.save(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Batches implements Intake {
    private final PredictionStore store;
    private final List<PredictionRecord> batch = new ArrayList<>(BATCH_SIZE);

    Batches(PredictionStore store) {
      this.store = store;
    }

    @Override
    public void take(PredictionRecord record) {
      batch.add(record);
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
    private final PredictionWriter writer;

    Streaming(PredictionStore store) {
      try {
        folder = Files.createTempDirectory("fer-bench-store");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      writer = store.writer(WriterOptions.defaults(folder.resolve("unsaved.jsonl")));
    }

    @Override
    public void take(PredictionRecord record) {
      writer.write(record);
    }

    @Override
    public void flush() {
      writer.flush();
    }

    @Override
    public void close() {
      WriteReport report = writer.finish();
      try {
        if (report.spillFile().isPresent()) {
          Files.delete(report.spillFile().get());
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
