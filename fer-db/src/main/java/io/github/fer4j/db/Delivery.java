package io.github.fer4j.db;

import io.github.fer4j.db.StoreException.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings batches into the database, or else into a file, and counts them. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Consumer<Collection<PredictionRecord>> store;
  private final WriterOptions options;
  private final SpillFile file;
  private long stored;
  private long spilled;
  private long lost;
  private @Nullable StoreException failure;
  private long retryAt;
  private boolean away;

  Delivery(Consumer<Collection<PredictionRecord>> store, WriterOptions options) {
    this.store = store;
    this.options = options;
    this.file = new SpillFile(options.spillFile());
  }

  void deliver(List<PredictionRecord> batch) {
    if (batch.isEmpty()) {
      return;
    }
    // Readers of the counts need not wait for a slow database.
    StoreException refused = mayTry() ? tryToStore(batch) : failure;
    synchronized (this) {
      if (refused == null) {
        stored += batch.size();
      } else {
        keep(batch, refused);
      }
    }
  }

  private synchronized boolean mayTry() {
    return !away || System.nanoTime() - retryAt >= 0;
  }

  private @Nullable StoreException tryToStore(List<PredictionRecord> batch) {
    try {
      store.accept(batch);
      away = false;
      return null;
    } catch (NotSavedException refused) {
      // One bad batch says nothing of the next; everything else will take its time to pass.
      away = refused.reason() != Reason.REFUSED;
      retryAt = System.nanoTime() + options.retryEvery().toNanos();
      return refused.failure();
    } catch (RuntimeException | Error defect) {
      return ofDefect(defect);
    }
  }

  private void keep(List<PredictionRecord> batch, StoreException refused) {
    if (failure == null) {
      LOG.warn("{} Writing predictions to {} instead.", refused.getMessage(), options.spillFile());
    }
    failure = refused;
    try {
      file.append(batch);
      spilled += batch.size();
    } catch (Exception | Error full) {
      lost += batch.size();
      failure.addSuppressed(full);
    }
  }

  /** Counts records that nothing can be done about. */
  synchronized void lose(int count, Throwable defect) {
    lost += count;
    failure = ofDefect(defect);
  }

  private static StoreException ofDefect(Throwable defect) {
    return new StoreException(Reason.OTHER, String.valueOf(defect), defect);
  }

  synchronized void refuseIfLosing(PredictionRecord next) {
    if (lost > 0 && failure != null) {
      throw new NotSavedException(failure, List.of(next));
    }
  }

  synchronized WriteReport report() {
    return new WriteReport(
        stored,
        spilled,
        lost,
        spilled == 0 ? Optional.empty() : Optional.of(options.spillFile()),
        Optional.ofNullable(failure));
  }

  synchronized StoreException notSaved() {
    String kept = spilled == 0 ? "" : spilled + " predictions are in " + options.spillFile();
    String gone =
        lost == 0 ? "" : lost + " predictions are lost, as that file could not be written either";
    String what =
        Stream.of(kept, gone).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    String why = failure == null ? "" : " " + failure.getMessage();
    Reason reason = failure == null ? Reason.OTHER : failure.reason();
    return new StoreException(reason, what + ", and not in the database." + why, failure);
  }

  synchronized void close() {
    file.close();
  }
}
