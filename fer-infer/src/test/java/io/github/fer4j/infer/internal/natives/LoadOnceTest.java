package io.github.fer4j.infer.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadOnceTest {
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void itLoadsOnce() {
    LoadOnce<Integer> library = new LoadOnce<>("A library", attempts::incrementAndGet);
    assertThat(library.get()).isEqualTo(1);
    assertThat(library.get()).isEqualTo(1);
  }

  @Test
  void aFailureIsSaidInTheSameWordsEachTime() {
    LoadOnce<Integer> library = new LoadOnce<>("A library", this::fail);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(library::get)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("A library cannot be loaded: no such file")
          .hasCauseInstanceOf(UnsatisfiedLinkError.class);
    }
    assertThat(attempts).hasValue(1);
  }

  @Test
  void aFailureOfAClassInitialiserIsNamedByItsCause() {
    LoadOnce<Object> library =
        new LoadOnce<>(
            "A library",
            () -> {
              throw new ExceptionInInitializerError(new UnsatisfiedLinkError("no such file"));
            });
    assertThatThrownBy(library::get).hasMessage("A library cannot be loaded: no such file");
  }

  private Integer fail() {
    attempts.incrementAndGet();
    throw new UnsatisfiedLinkError("no such file");
  }
}
