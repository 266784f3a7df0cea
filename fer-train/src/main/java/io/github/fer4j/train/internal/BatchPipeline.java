package io.github.fer4j.train.internal;

import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.Augmentation;
import io.github.fer4j.data.Example;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Makes augmented mini-batches on worker threads, ahead of the network. Their content depends on
 * the run's seed, the epoch and the examples alone, not on the number of workers.
 */
public final class BatchPipeline implements AutoCloseable {
  /** Batches made ahead of the network, for each worker: enough to bridge a slow one. */
  private static final int AHEAD = 3;

  private final List<Example> examples;
  private final Targets wanted;
  private final TrainingConfig config;
  private final Augmentation augmentation;
  private final Mixup mixup;
  private final ExecutorService workers;

  /** Batches of these examples, as a configuration wants them. */
  public BatchPipeline(List<Example> examples, TrainingConfig config) {
    this.examples = examples;
    this.wanted = new Targets(examples, config);
    this.config = config;
    this.augmentation = config.augmentation();
    this.mixup = new Mixup(config.mixup());
    this.workers =
        Executors.newFixedThreadPool(
            config.workers(),
            task -> {
              Thread thread = new Thread(task, "augmentation");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Batches of every epoch: as many as the batch size needs, all of nearly the same size. */
  public int batchesPerEpoch() {
    return (examples.size() + config.batchSize() - 1) / config.batchSize();
  }

  /** The batches of an epoch, from the given one on. */
  public EpochBatches epoch(int epoch, int firstBatch) {
    return new EpochBatches(epoch, firstBatch);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** The order of an epoch: a Fisher-Yates shuffle from the run's seed and the epoch. */
  public static int[] order(int size, long seed, int epoch) {
    int[] order = IntStream.range(0, size).toArray();
    RandomSequence random = new RandomSequence(Seeds.ORDER.of(seed, epoch, 0));
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** One pass over the examples. Used by one thread. */
  public final class EpochBatches {
    private final int epoch;
    private final int side;
    private final int[] order;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private int submitted;
    private double waitedSeconds;

    private EpochBatches(int epoch, int firstBatch) {
      this.epoch = epoch;
      this.side = config.imageSizes().side(epoch, config.epochs());
      this.order = order(examples.size(), config.seed(), epoch);
      this.submitted = firstBatch;
      fill();
    }

    /** Picture side of this epoch in pixels. */
    public int side() {
      return side;
    }

    public boolean hasNext() {
      return !ahead.isEmpty();
    }

    /** The next batch; waits for it if it is not made yet. */
    public Batch next() throws InterruptedException {
      long start = System.nanoTime();
      try {
        Batch batch = ahead.remove().get();
        fill();
        return batch;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Preparing a batch failed", e.getCause());
      } finally {
        waitedSeconds += (System.nanoTime() - start) / 1e9;
      }
    }

    /** Seconds in which {@link #next} waited so far. */
    public double waitedSeconds() {
      return waitedSeconds;
    }

    /** Gives up the batches that were made ahead. */
    public void abandon() {
      ahead.forEach(batch -> batch.cancel(true));
      ahead.clear();
    }

    private void fill() {
      while (submitted < batchesPerEpoch() && ahead.size() < AHEAD * config.workers()) {
        int batch = submitted++;
        ahead.add(workers.submit(() -> make(batch)));
      }
    }

    private Batch make(int batch) {
      int from = boundary(batch);
      int size = boundary(batch + 1) - from;
      float[] pixels = new float[size * side * side];
      float[] targets = new float[size * wanted.outputs()];
      for (int i = 0; i < size; i++) {
        int index = order[from + i];
        Example example = examples.get(index);
        long seed = Seeds.AUGMENTATION.of(config.seed(), epoch, index);
        augmentation.apply(example.image(), seed, pixels, i * side * side, side);
        wanted.copyTo(index, targets, i * wanted.outputs());
      }
      return mixup.apply(
          new Batch(pixels, targets, size, side), Seeds.MIXUP.of(config.seed(), epoch, batch));
    }

    private int boundary(int batch) {
      return (int) ((long) batch * order.length / batchesPerEpoch());
    }
  }
}
