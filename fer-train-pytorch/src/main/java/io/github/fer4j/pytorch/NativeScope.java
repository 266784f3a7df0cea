package io.github.fer4j.pytorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * A stretch of native work: whatever native object it makes and does not {@linkplain
 * org.bytedeco.javacpp.Pointer#retainReference() retain} is freed at its end, not when the garbage
 * collector gets to it. Without it a training step leaves megabytes behind.
 */
@SuppressWarnings("try") // The scope and the guard act by being open.
final class NativeScope {
  private NativeScope() {}

  /** The result of the work, which must hold no native object that was not retained. */
  static <T> T call(Supplier<T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  /** Like {@link #call}, with nothing recorded for a backward pass. */
  static <T> T callWithoutGradients(Supplier<T> work) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return work.get();
    }
  }

  /** Like {@link #callWithoutGradients}, for work that has no result. */
  static void runWithoutGradients(Runnable work) {
    callWithoutGradients(
        () -> {
          work.run();
          return null;
        });
  }
}
