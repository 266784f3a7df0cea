package io.github.fer4j.infer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Maps a stream by several threads and keeps its order. No more elements are under way than twice
 * the threads, so that slow ones hold the others up a little and memory not at all.
 */
final class OrderedParallel<T, R> implements Iterator<R> {
  private final Iterator<T> source;
  private final Function<T, R> work;
  private final ExecutorService threads;
  private final int mostUnderWay;
  private final Deque<Future<R>> underWay = new ArrayDeque<>();

  private OrderedParallel(Iterator<T> source, Function<T, R> work, int threadCount) {
    this.source = source;
    this.work = work;
    this.threads = Executors.newFixedThreadPool(threadCount, OrderedParallel::daemon);
    this.mostUnderWay = 2 * threadCount;
  }

  static <T, R> Stream<R> map(Stream<T> source, Function<T, R> work, int threadCount) {
    OrderedParallel<T, R> results = new OrderedParallel<>(source.iterator(), work, threadCount);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, traits), false)
        .onClose(results::stop)
        .onClose(source::close);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fer4j-predict");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean hasNext() {
    while (underWay.size() < mostUnderWay && source.hasNext()) {
      T element = source.next();
      underWay.add(threads.submit(() -> work.apply(element)));
    }
    if (underWay.isEmpty()) {
      stop();
    }
    return !underWay.isEmpty();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return underWay.remove().get();
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while predicting");
    } catch (ExecutionException e) {
      stop();
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }

  private void stop() {
    threads.shutdownNow();
  }
}
