package io.github.fer4j.infer.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Calls into native code that may wait for the network without an end, in a thread of their own.
 * Whoever waits for one gives it up when told to; what it holds is released when it returns.
 */
final class NativeCalls {
  private static final long POLL_MILLIS = 50;

  private final String name;
  private final BooleanSupplier stop;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "fer4j-video");
            daemon.setDaemon(true);
            return daemon;
          });

  private boolean waiting = true;

  /**
   * @param name of what is read, for messages
   * @param stop says when to give up
   */
  NativeCalls(String name, BooleanSupplier stop) {
    this.name = name;
    this.stop = stop;
  }

  /**
   * What a call gives.
   *
   * @throws InterruptedIOException if it was given up
   * @throws IOException what the call throws
   */
  <T> T get(Callable<T> call) throws IOException {
    Future<T> result = thread.submit(call);
    while (true) {
      try {
        return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stop.getAsBoolean()) {
          throw givenUp();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw givenUp();
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      }
    }
  }

  private InterruptedIOException givenUp() {
    waiting = false;
    return new InterruptedIOException(name + ": stopped while waiting for the video");
  }

  private static RuntimeException thrown(Throwable cause) throws IOException {
    if (cause instanceof IOException failure) {
      throw failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }

  /** Releases what the calls use, and ends; later, if one was given up and has not returned. */
  void end(Runnable release) {
    Future<?> released = thread.submit(release);
    thread.shutdown();
    try {
      if (waiting) {
        released.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + ": " + e.getCause().getMessage(), e.getCause());
    }
  }
}
