package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderedParallelTest {

  @Test
  void resultsComeInOrder() {
    try (Stream<Integer> squares =
        OrderedParallel.map(IntStream.range(0, 100).boxed(), i -> i * i, 3)) {
      assertThat(squares.toList()).isEqualTo(IntStream.range(0, 100).mapToObj(i -> i * i).toList());
    }
  }

  @Test
  void afterAFailureThereIsNothingMore() {
    Iterator<Integer> results =
        OrderedParallel.map(Stream.iterate(0, i -> i + 1), OrderedParallelTest::noThree, 2)
            .iterator();
    for (int i = 0; i < 3; i++) {
      assertThat(results.next()).isEqualTo(i);
    }
    assertThatThrownBy(results::next).isInstanceOf(IllegalStateException.class).hasMessage("three");
    for (int i = 0; i < 3; i++) {
      assertThat(results.hasNext()).isFalse();
      assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aFailingSourceEndsTheResultsAfterThoseUnderWay() {
    Stream<Integer> source = Stream.iterate(0, i -> i + 1).peek(OrderedParallelTest::noThree);
    Iterator<Integer> results = OrderedParallel.map(source, i -> i, 4).iterator();
    List<Integer> got = new ArrayList<>();
    assertThatThrownBy(() -> results.forEachRemaining(got::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("three");
    assertThat(got).containsExactly(0, 1, 2);
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  void afterClosingThereIsNothingMore() {
    Stream<Integer> stream = OrderedParallel.map(Stream.iterate(0, i -> i + 1), i -> i, 2);
    Iterator<Integer> results = stream.iterator();
    assertThat(results.next()).isZero();
    stream.close();
    assertThat(results.hasNext()).isFalse();
    assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void closingEndsAThreadThatWaits() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    Stream<Integer> stream =
        OrderedParallel.map(Stream.iterate(0, i -> i + 1), i -> blocked(working), 1);
    FutureTask<Integer> waiting = new FutureTask<>(() -> stream.iterator().next());
    Thread reader = new Thread(waiting, "reader");
    reader.start();
    working.await();
    stream.close();
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfAny(CancellationException.class, NoSuchElementException.class);
  }

  /** As native code does that does not look at interruptions. */
  @Test
  void closingEndsAThreadThatWaitsForOneThatCannotBeInterrupted() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Stream<Integer> stream =
        OrderedParallel.map(Stream.of(1, 2), i -> busyUntil(working, ended), 1);
    FutureTask<Integer> waiting = new FutureTask<>(() -> stream.iterator().next());
    new Thread(waiting, "reader").start();
    working.await();
    stream.close();
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(ended).isFalse();
    ended.set(true);
  }

  private static Integer busyUntil(CountDownLatch working, AtomicBoolean ended) {
    working.countDown();
    while (!ended.get()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return 0;
  }

  private static Integer blocked(CountDownLatch working) {
    working.countDown();
    try {
      Thread.sleep(TimeUnit.HOURS.toMillis(1));
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
    return 0;
  }

  private static int noThree(int i) {
    if (i == 3) {
      throw new IllegalStateException("three");
    }
    return i;
  }
}
