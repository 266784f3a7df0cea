package io.github.fer4j.db;

import io.github.fer4j.db.StoreException.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings batches into the database, or else into a file, and keeps the books. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Consumer<Collection<Observation>> store;
  private final WriterOptions options;
  private final UnsavedFile file;
  private long stored;
  private long unsaved;
  private long lost;
  private StoreException failure;
  private long retryAt;
  private boolean away;

  Delivery(Consumer<Collection<Observation>> store, WriterOptions options) {
    this.store = store;
    this.options = options;
    this.file = new UnsavedFile(options.unsavedFile());
  }

  void deliver(List<Observation> batch) {
    if (batch.isEmpty()) {
      return;
    }
    // The books are open to readers while the database is slow.
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

  private StoreException tryToStore(List<Observation> batch) {
    try {
      store.accept(batch);
      away = false;
      return null;
    } catch (NotSavedException refused) {
      // One bad batch says nothing of the next; everything else will take its time to pass.
      away = refused.reason() != Reason.REFUSED;
      retryAt = System.nanoTime() + options.retryEvery().toNanos();
      return (StoreException) refused.getCause();
    } catch (RuntimeException defect) {
      return new StoreException(Reason.OTHER, String.valueOf(defect), defect);
    }
  }

  private void keep(List<Observation> batch, StoreException refused) {
    if (failure == null) {
      LOG.warn(
          "{} Keeping predictions in {} meanwhile.", refused.getMessage(), options.unsavedFile());
    }
    failure = refused;
    try {
      file.append(batch);
      unsaved += batch.size();
    } catch (IOException full) {
      lost += batch.size();
      failure.addSuppressed(full);
    }
  }

  synchronized void refuseIfLosing(Observation next) {
    if (lost > 0) {
      throw new NotSavedException(failure, List.of(next));
    }
  }

  synchronized WriteReport report() {
    return new WriteReport(
        stored,
        unsaved,
        lost,
        unsaved == 0 ? Optional.empty() : Optional.of(options.unsavedFile()),
        Optional.ofNullable(failure));
  }

  synchronized StoreException notSaved() {
    String kept = unsaved == 0 ? "" : unsaved + " predictions are in " + options.unsavedFile();
    String gone = lost == 0 ? "" : lost + " predictions are lost, as no file took them either";
    return new StoreException(
        failure.reason(),
        String.join("; ", List.of(kept, gone).stream().filter(part -> !part.isEmpty()).toList())
            + ", and not in the database. "
            + failure.getMessage(),
        failure);
  }

  synchronized void close() {
    file.close();
  }
}
