package io.github.fer4j.serve;

import io.github.fer4j.infer.picture.MalformedPictureException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One client's frames, one at a time. A frame that arrives while another is being worked on waits;
 * a newer one takes its place. The next frame is taken when the answer to the last one has been
 * sent, so that a client that reads slowly holds no more than two frames here.
 */
final class FrameStream {
  private final Session session;
  private final Executor workers;
  private final Function<byte[], Recognizer.Found> recognize;
  private final ServiceMetrics metrics;
  private byte[] newest;
  private long received;
  private boolean busy;

  FrameStream(
      Session session,
      Executor workers,
      Function<byte[], Recognizer.Found> recognize,
      ServiceMetrics metrics) {
    this.session = session;
    this.workers = workers;
    this.recognize = recognize;
    this.metrics = metrics;
  }

  /** Takes a frame, a picture file. */
  synchronized void receive(byte[] frame) {
    received++;
    if (newest != null) {
      metrics.frameSkipped();
    }
    newest = frame;
    if (!busy) {
      busy = true;
      workers.execute(this::work);
    }
  }

  /** Closes the connection. */
  void end(int status, String reason) {
    session.close(status, reason, Callback.NOOP);
  }

  private void work() {
    byte[] frame;
    long number;
    synchronized (this) {
      frame = newest;
      number = received;
      newest = null;
    }
    Answer.Frame answer = answered(frame, number);
    metrics.frameAnswered();
    String text = new String(Json.bytes(answer), StandardCharsets.UTF_8);
    session.sendText(text, Callback.from(this::next, failure -> session.disconnect()));
  }

  private synchronized void next() {
    if (newest == null) {
      busy = false;
    } else {
      workers.execute(this::work);
    }
  }

  private Answer.Frame answered(byte[] frame, long number) {
    try {
      Recognizer.Found found = recognize.apply(frame);
      return new Answer.Frame(number, found.width(), found.height(), Answer.faces(found), null);
    } catch (MalformedPictureException e) {
      return Answer.Frame.failed(number, new Problem(422, e.getMessage()));
    } catch (Problem problem) {
      return Answer.Frame.failed(number, problem);
    }
  }
}
