package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadStreamTest {
  private static final byte[] BYTES = new byte[3_000_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @Test
  void bytesArriveAsTheyAreInOrder() throws IOException {
    try (InputStream stream = new ReadAheadStream(new ByteArrayInputStream(BYTES))) {
      assertThat(stream.read()).isEqualTo(BYTES[0] & 0xFF);
      assertThat(stream.read(new byte[0])).isZero();
      assertThat(stream.readAllBytes()).hasSize(BYTES.length - 1).endsWith(BYTES[BYTES.length - 1]);
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void failureComesBehindTheBytesBeforeIt() throws IOException {
    InputStream failing = new SequenceInputStream(new ByteArrayInputStream(BYTES), new Failing());
    try (InputStream stream = new ReadAheadStream(failing)) {
      assertThat(stream.readNBytes(BYTES.length)).isEqualTo(BYTES);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessage("torn");
      }
    }
  }

  @Test
  void errorOfTheReadingThreadReachesTheReaderEachTimeItAsks() throws IOException {
    Error[] errors = {new OutOfMemoryError("no room"), new StackOverflowError(), new Error("torn")};
    for (Error error : errors) {
      InputStream failing =
          new SequenceInputStream(
              new ByteArrayInputStream(BYTES),
              new InputStream() {
                @Override
                public int read() {
                  throw error;
                }
              });
      try (InputStream stream = new ReadAheadStream(failing)) {
        assertThat(stream.readNBytes(BYTES.length)).isEqualTo(BYTES);
        assertThatThrownBy(stream::read).isSameAs(error);
        assertThatThrownBy(stream::read).isSameAs(error);
      }
    }
  }

  @Test
  void readingAfterCloseFailsAndDoesNotWait() throws IOException {
    InputStream stream = new ReadAheadStream(new ByteArrayInputStream(BYTES));
    stream.close();
    stream.close();

    assertThatThrownBy(() -> stream.readNBytes(BYTES.length))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closingEarlyEndsTheThreadAndClosesTheStream() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    InputStream stream = new ReadAheadStream(endless);
    stream.read();

    stream.close();

    assertThat(closed).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("fer-data read-ahead"));
  }

  private static final class Failing extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("torn");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("torn");
    }
  }
}
