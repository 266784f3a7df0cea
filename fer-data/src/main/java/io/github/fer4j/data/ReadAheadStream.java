package io.github.fer4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads another stream on a thread of its own, a few blocks ahead, so that decompressing and
 * parsing run at the same time. Must be closed, or the thread stays.
 */
final class ReadAheadStream extends InputStream {
  private static final int BLOCK_SIZE = 1 << 17;
  private static final int BLOCKS_AHEAD = 4;

  /**
   * @param bytes what was read
   * @param length how much of it; less than 0 at the end
   * @param failure why reading ended, or null
   */
  private record Block(byte[] bytes, int length, Exception failure) {}

  private final InputStream stream;
  private final BlockingQueue<Block> ahead = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
  private final Thread thread;
  private Block current = new Block(new byte[0], 0, null);
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
    if (current.length < 0) {
      return end();
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current.bytes, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      thread.interrupt();
      thread.join();
    } catch (InterruptedException interrupted) {
      throw interruption();
    }
  }

  /** Waits for the next block. There is none behind one with a length less than 0. */
  private void takeBlock() throws IOException {
    try {
      current = ahead.take();
      position = 0;
    } catch (InterruptedException interrupted) {
      throw interruption();
    }
  }

  /** -1, or what ended the reading; the same however often it is asked. */
  private int end() throws IOException {
    if (current.failure instanceof IOException failure) {
      throw failure;
    }
    if (current.failure instanceof RuntimeException failure) {
      throw failure;
    }
    return -1;
  }

  private void readAhead() {
    try {
      Block block;
      do {
        block = readBlock();
        ahead.put(block);
      } while (block.length >= 0);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Block readBlock() {
    byte[] bytes = new byte[BLOCK_SIZE];
    try {
      return new Block(bytes, stream.read(bytes), null);
    } catch (IOException | RuntimeException failure) {
      return new Block(bytes, -1, failure);
    }
  }

  private static InterruptedIOException interruption() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted while reading");
  }
}
