package io.github.fer4j.serve;

import io.github.fer4j.infer.picture.MalformedPictureException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;

/** {@code POST /v1/predict}: a picture, or a form of pictures, in; faces out. */
final class PredictRoute implements Handler {
  private static final String UNNAMED = "picture";

  private final Recognizer recognizer;
  private final BodyReader bodies;
  private final ClientAddress client;
  private final Gate gate;
  private final ServiceMetrics metrics;
  private final PredictionListener listener;

  PredictRoute(
      Recognizer recognizer,
      BodyReader bodies,
      ClientAddress client,
      Gate gate,
      ServiceMetrics metrics,
      PredictionListener listener) {
    this.recognizer = recognizer;
    this.bodies = bodies;
    this.client = client;
    this.gate = gate;
    this.metrics = metrics;
    this.listener = listener;
  }

  @Override
  public void handle(Context context) {
    String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
    Recognizer.Wish wish = new Recognizer.Wish(flag(context, "tta"), flag(context, "explain"));
    if (type.startsWith("image/")) {
      byte[] content = bodies.read(context.req());
      try (Gate.Place place = gate.enter(client.of(context.req()))) {
        Json.write(context, picture(recognize(content, UNNAMED, wish, place)));
      }
    } else if (type.startsWith("multipart/form-data")) {
      List<MultipartBody.Part> parts =
          MultipartBody.parse(bodies.read(context.req()), context.contentType());
      try (Gate.Place place = gate.enter(client.of(context.req()))) {
        Json.write(
            context,
            new Answer.Parts(
                model(), parts.stream().map(part -> answered(part, wish, place)).toList()));
      }
    } else {
      throw new Problem(
          415, "Send a picture as the body with Content-Type image/*, or multipart/form-data.");
    }
  }

  private static boolean flag(Context context, String name) {
    String value = context.queryParam(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new Problem(400, "The parameter '" + name + "' must be true or false.");
  }

  private Answer.Model model() {
    return Answer.Model.of(recognizer.card(), recognizer.reading());
  }

  private Answer.Picture picture(Recognizer.Found found) {
    return new Answer.Picture(found.width(), found.height(), model(), Answer.faces(found));
  }

  private Answer.Part answered(MultipartBody.Part part, Recognizer.Wish wish, Gate.Place place) {
    String fileName = part.fileName();
    try {
      return Answer.Part.of(
          part, recognize(part.content(), fileName == null ? UNNAMED : fileName, wish, place));
    } catch (MalformedPictureException e) {
      return Answer.Part.of(part, new Problem(422, e.getMessage()));
    }
  }

  private Recognizer.Found recognize(
      byte[] content, String name, Recognizer.Wish wish, Gate.Place place) {
    Recognizer.Found found = place.turn(() -> recognizer.recognize(content, name, wish));
    metrics.found(found.faces());
    listener.predicted(name, found.faces());
    return found;
  }
}
