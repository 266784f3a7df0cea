package io.github.fer4j.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and kill -TERM into a request that the work under way ends after its step and saves.
 * The process then exits with 130.
 */
public final class Interruption implements AutoCloseable {
  private final CountDownLatch signalled = new CountDownLatch(1);
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "interruption");

  private volatile Runnable action = () -> {};

  private Interruption() {}

  /** Starts to listen. */
  public static Interruption install() {
    Interruption interruption = new Interruption();
    try {
      Runtime.getRuntime().addShutdownHook(interruption.hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, before there was anything to save.
      interruption.signalled.countDown();
    }
    return interruption;
  }

  /** Whether the process was told to end. */
  public boolean isRequested() {
    return signalled.getCount() == 0;
  }

  /** Waits until the process is told to end. */
  public void await() throws InterruptedException {
    signalled.await();
  }

  /** What is to be done when the process is told to end; done at once if it already was. */
  public void onRequest(Runnable action) {
    this.action = action;
    if (isRequested()) {
      action.run();
    }
  }

  /** Runs when the JVM is told to end: holds it until the work is saved. */
  private void onSignal() {
    signalled.countDown();
    action.run();
    try {
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The default status of a signal would be 143 for TERM, and the main thread cannot set another.
    Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
  }

  /** Says that everything is saved. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already; the hook waits for this.
      saved.countDown();
    }
  }
}
