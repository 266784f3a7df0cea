package io.github.fer4j.cli.video;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines for a person: whenever a face appears, changes its expression, or is gone. */
final class ChangesText implements VideoSink {
  private final PrintWriter out;
  private Map<Integer, Emotion> shown = Map.of();

  ChangesText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Frame frame, List<TrackedFace> faces) {
    Map<Integer, Emotion> now = new HashMap<>();
    for (TrackedFace face : faces) {
      Prediction prediction = face.face().prediction();
      now.put(face.number(), prediction.emotion());
      if (prediction.emotion() != shown.get(face.number())) {
        say(
            frame,
            face.number(),
            String.format(
                Locale.ROOT,
                "%s %.0f %%  %s",
                prediction.emotion().label(),
                100 * prediction.confidence(),
                prediction.state().label()));
      }
    }
    shown.keySet().stream()
        .filter(number -> !now.containsKey(number))
        .sorted()
        .forEach(number -> say(frame, number, "gone"));
    shown = now;
    out.flush();
  }

  private void say(Frame frame, int number, String what) {
    out.printf(Locale.ROOT, "%9.2f s  face %d  %s%n", frame.seconds(), number, what);
  }
}
