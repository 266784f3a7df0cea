package io.github.fer4j.train.engine;

/**
 * An engine or a device that is not available here; the message says what is missing and how to get
 * it.
 */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineUnavailableException(String message) {
    super(message);
  }

  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
