package io.github.fer4j.infer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Maps a stream by several threads and keeps its order. No more than twice as many elements as
 * threads are in work, which bounds the memory. After a failure, and after closing, there are no
 * more elements. What the source throws is thrown after the results of the elements before it.
 */
final class OrderedParallel<T, R> implements Iterator<R> {
  private final Iterator<T> source;
  private final Function<T, R> work;
  private final ExecutorService threads;
  private final int capacity;
  private final Queue<Future<R>> inWork = new ConcurrentLinkedQueue<>();
  private boolean exhausted;
  private @Nullable Throwable sourceFailure;
  private volatile boolean stopped;

  private OrderedParallel(Iterator<T> source, Function<T, R> work, int threadCount) {
    this.source = source;
    this.work = work;
    this.threads = Executors.newFixedThreadPool(threadCount, OrderedParallel::daemon);
    this.capacity = 2 * threadCount;
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
    while (!stopped && !exhausted && inWork.size() < capacity) {
      submitNext();
    }
    if (stopped || !inWork.isEmpty()) {
      return !stopped;
    }
    stop();
    if (sourceFailure != null) {
      throw unchecked(sourceFailure);
    }
    return false;
  }

  private void submitNext() {
    try {
      if (source.hasNext()) {
        T element = source.next();
        Future<R> result = threads.submit(() -> work.apply(element));
        inWork.add(result);
        if (stopped) {
          result.cancel(true);
        }
      } else {
        exhausted = true;
      }
    } catch (RejectedExecutionException e) {
      exhausted = true; // Closed by another thread.
    } catch (RuntimeException | Error e) {
      exhausted = true;
      sourceFailure = e;
    }
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Future<R> first = inWork.peek();
    if (first == null) {
      throw new CancellationException("Closed while predicting");
    }
    try {
      R result = first.get();
      inWork.poll();
      return result;
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while predicting");
    } catch (ExecutionException e) {
      stop();
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }

  // Nobody waits for a task that never starts, or for one that is busy in native code.
  private void stop() {
    stopped = true;
    threads.shutdownNow();
    inWork.forEach(task -> task.cancel(true));
    inWork.clear();
  }
}
