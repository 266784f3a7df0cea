package io.github.fer4j.infer.internal.natives;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads a native library at the first request, and says the same at each later one. */
final class LoadOnce<T> {
  private final String library;
  private final Supplier<T> load;
  private @Nullable T loaded;
  private @Nullable Throwable failure;

  /**
   * @param library its name, for messages
   * @param load gives what stands for the loaded library, or throws whatever it likes
   */
  LoadOnce(String library, Supplier<T> load) {
    this.library = library;
    this.load = load;
  }

  /**
   * @throws IllegalStateException if the library cannot be loaded, now or at an earlier request
   */
  synchronized T get() {
    if (loaded == null && failure == null) {
      try {
        loaded = load.get();
      } catch (RuntimeException | LinkageError e) {
        failure = e;
      }
    }
    if (failure != null) {
      Throwable first =
          failure instanceof ExceptionInInitializerError && failure.getCause() != null
              ? failure.getCause()
              : failure;
      throw new IllegalStateException(
          library + " cannot be loaded: " + first.getMessage(), failure);
    }
    return loaded;
  }
}
