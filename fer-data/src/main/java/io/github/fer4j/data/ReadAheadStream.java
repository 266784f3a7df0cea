package io.github.fer4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads another stream on a thread of its own, a few blocks ahead, so that decompressing and
 * parsing run at the same time. Must be closed, or the thread stays.
 */
final class ReadAheadStream extends InputStream {
  private static final int BLOCK_SIZE = 1 << 17;
  private static final int BLOCKS_AHEAD = 4;

  /**
   * @param bytes what was read
   * @param length how much of it; less than 0 in the last block, {@link #end}
   */
  private record Block(byte[] bytes, int length) {}

  private final InputStream stream;
  private final BlockingQueue<Block> ahead = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
  private final Thread thread;
  // Made beforehand: it must arrive even if there is no memory left.
  private final Block end = new Block(new byte[0], -1);
  private volatile @Nullable Throwable failure;
  private boolean closed;
  private Block current = new Block(new byte[0], 0);
  private int position;

  ReadAheadStream(InputStream stream) {
    this.stream = stream;
    thread = new Thread(this::readAhead, "fer-data read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == current.length) {
      takeBlock();
    }
    if (current == end) {
      return end();
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current.bytes, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try (stream) {
      thread.interrupt();
      thread.join();
    } catch (InterruptedException interrupted) {
      throw interruption();
    }
  }

  /** Waits for the next block. There is none behind {@link #end}. */
  private void takeBlock() throws IOException {
    if (closed) {
      throw new IOException("This stream is closed");
    }
    try {
      current = ahead.take();
      position = 0;
    } catch (InterruptedException interrupted) {
      throw interruption();
    }
  }

  /** -1, or what ended the reading; the same however often it is asked. */
  private int end() throws IOException {
    Throwable cause = failure;
    if (cause instanceof IOException known) {
      throw known;
    }
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error known) {
      throw known;
    }
    return -1;
  }

  // Whatever is thrown, the end must arrive: the reader waits for it.
  private void readAhead() {
    try {
      try {
        readBlocks();
      } catch (IOException | RuntimeException | Error torn) {
        failure = torn;
      }
      ahead.put(end);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void readBlocks() throws IOException, InterruptedException {
    while (true) {
      byte[] bytes = new byte[BLOCK_SIZE];
      int length = stream.read(bytes);
      if (length < 0) {
        return;
      }
      ahead.put(new Block(bytes, length));
    }
  }

  private static InterruptedIOException interruption() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted while reading");
  }
}
