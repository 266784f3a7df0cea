package io.github.fer4j.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads request bodies into memory, never onto a disk, and bounds their size, the time that they
 * take to arrive and how many are read at a time.
 */
final class BodyReader {
  private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

  /** Slow clients hold a thread each: at most so many, which leaves others for the rest. */
  static final int MOST_AT_A_TIME = 128;

  private static final int CHUNK = 1 << 14;

  /** Room made for a body by its declared length: more only when so much has come. */
  private static final int MOST_ROOM_AHEAD = 1 << 18;

  private static final long MOST_DISCARDED = 256L << 20;

  private final long maxBytes;
  private final Duration timeout;
  private final Semaphore readers = new Semaphore(MOST_AT_A_TIME);

  BodyReader(long maxBytes, Duration timeout) {
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /**
   * The whole body.
   *
   * @throws Problem 413 if it is too large, 408 if it arrives too slowly, 400 if it ends early, 503
   *     if too many are being read
   */
  byte[] read(HttpServletRequest request) {
    boolean tooLarge = request.getContentLengthLong() > maxBytes;
    if (tooLarge && request.getHeader("Expect") != null) {
      throw tooLarge(); // the client waits for this before it sends anything
    }
    if (!readers.tryAcquire()) {
      throw new Problem(503, "Too many requests are being received. Try again later.");
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try (InputStream in = request.getInputStream()) {
      byte[] body = tooLarge ? new byte[0] : read(in, request.getContentLength(), deadline);
      if (tooLarge || body.length > maxBytes) {
        discard(in, deadline);
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      readers.release();
    }
  }

  /** The body, or what there is of it when it turns out to be too large. */
  private byte[] read(InputStream in, int declared, long deadline) throws IOException {
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(Math.max(CHUNK, Math.min(declared, MOST_ROOM_AHEAD)));
    byte[] chunk = new byte[CHUNK];
    int length = 0;
    while (length >= 0 && body.size() <= maxBytes) {
      body.write(chunk, 0, length);
      length = in.read(chunk);
      requireBefore(deadline);
    }
    return body.toByteArray();
  }

  /**
   * Reads what is left of the body of a request that is refused, within the same bounds: a client
   * that still sends when its connection is closed may never see the answer.
   */
  void discardRest(HttpServletRequest request) {
    if (request.getHeader("Expect") != null || !readers.tryAcquire()) {
      return;
    }
    try (InputStream in = request.getInputStream()) {
      discard(in, System.nanoTime() + timeout.toNanos());
    } catch (IOException | Problem e) {
      LOG.debug("the body of a refused request was not read to its end", e);
    } finally {
      readers.release();
    }
  }

  private void discard(InputStream in, long deadline) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = MOST_DISCARDED;
    for (int length = 0; length >= 0 && left > 0; left -= length) {
      length = in.read(chunk);
      requireBefore(deadline);
    }
  }

  private void requireBefore(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw tooSlow();
    }
  }

  private Problem tooLarge() {
    return new Problem(
        413, "The body is larger than " + maxBytes + " bytes. Make the picture smaller.");
  }

  private Problem tooSlow() {
    return new Problem(
        408, "The body did not arrive within " + timeout.toSeconds() + " seconds. Send it again.");
  }

  private Problem failed(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return tooSlow();
      }
    }
    return new Problem(400, "The body ended before it was complete. Send it again.");
  }
}
