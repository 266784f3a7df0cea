package io.github.fer4j.infer.internal.natives;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model that runs on ONNX Runtime. Safe for use by several threads, which run at the same time;
 * closing waits for runs in progress.
 */
public final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxSession(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /** Opens a session by an environment and options. */
  @FunctionalInterface
  public interface Opener {
    /** The session. */
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /** Takes what is wanted out of a result, which is closed afterwards. */
  @FunctionalInterface
  public interface ResultReader<T> {
    /** What is wanted. */
    T read(OrtSession.Result result) throws OrtException;
  }

  /** Makes the input of a run, which is closed afterwards. */
  @FunctionalInterface
  public interface Input {
    /** The tensor. */
    OnnxTensor in(OrtEnvironment environment) throws OrtException;
  }

  /**
   * Opens a session.
   *
   * @param threads that one run uses, 1 or more; calls from several threads need no more than 1
   * @throws OrtException if ONNX Runtime refuses the model
   */
  public static OnnxSession open(Opener opener, int threads) throws OrtException {
    // First of all: the first class of ONNX Runtime that is used loads its libraries.
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxSession(environment, opener.open(environment, options));
    }
  }

  /** Names of the model's only input and of its outputs, as {@link OrtSession} has them. */
  public OrtSession session() {
    return session;
  }

  /**
   * Runs the model.
   *
   * @throws IllegalStateException if the session is closed or ONNX Runtime fails
   */
  public <T> T run(String name, Input input, ResultReader<T> reader) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The model is closed");
      }
      try (OnnxTensor tensor = input.in(environment);
          OrtSession.Result result = session.run(Map.of(name, tensor))) {
        return reader.read(result);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close: " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
