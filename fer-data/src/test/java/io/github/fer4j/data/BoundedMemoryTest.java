package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line may be as long as it likes: memory does not follow it. */
class BoundedMemoryTest {
  private static final long LINE_LENGTH = 200_000_000;
  private static final long ALLOWED_BYTES = 4_000_000;

  @Test
  void lineOf200MegabytesIsReadInAFewMegabytes() throws IOException {
    InputStream stream =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    text(CsvText.HEADER + "3,\""),
                    new Digits(LINE_LENGTH),
                    text("\",Training\n" + CsvText.row(4, 9, "Training")))));
    long before = allocatedBytes();
    SkippedRows skipped = SkippedRows.NONE;
    Example example = null;

    try (FerRows rows = FerRows.open(CsvSource.ofStream("long", stream))) {
      try {
        rows.next();
      } catch (MalformedDataException tooLong) {
        skipped = skipped.and(tooLong);
      }
      example = rows.next().orElseThrow();
    }

    assertThat(allocatedBytes() - before).isLessThan(ALLOWED_BYTES);
    assertThat(skipped.first().get(0).toString())
        .contains("row 1 (line 2)", "a line of at most 65536 bytes");
    assertThat(example.row()).isEqualTo(2);
    assertThat(example.image().pixel(0, 0)).isEqualTo(9);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** So many times the digit 1. */
  private static final class Digits extends InputStream {
    private long left;

    Digits(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? '1' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(target, offset, offset + count, (byte) '1');
      left -= count;
      return count;
    }
  }
}
