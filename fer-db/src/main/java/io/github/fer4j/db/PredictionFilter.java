package io.github.fer4j.db;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which predictions to find, export or delete: those that meet every condition given.
 *
 * @param path from this source
 * @param from taken at this time or later
 * @param to taken before this time
 * @param state of this state
 * @param emotion of this class
 * @param model made by the model with this digest
 */
public record PredictionFilter(
    Optional<String> path,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<State> state,
    Optional<Emotion> emotion,
    Optional<String> model) {

  /** Every prediction. */
  public static final PredictionFilter ALL =
      new PredictionFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public PredictionFilter {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(emotion, "emotion");
    Objects.requireNonNull(model, "model");
  }

  /** These conditions, and the source's path. */
  public PredictionFilter withPath(String only) {
    return new PredictionFilter(Optional.of(only), from, to, state, emotion, model);
  }

  /** These conditions, and taken from {@code earliest} on. */
  public PredictionFilter since(Instant earliest) {
    return new PredictionFilter(path, Optional.of(earliest), to, state, emotion, model);
  }

  /** These conditions, and taken before {@code end}. */
  public PredictionFilter before(Instant end) {
    return new PredictionFilter(path, from, Optional.of(end), state, emotion, model);
  }

  /** These conditions, and this state. */
  public PredictionFilter withState(State only) {
    return new PredictionFilter(path, from, to, Optional.of(only), emotion, model);
  }

  /** These conditions, and made by the model with this digest. */
  public PredictionFilter withModel(String digest) {
    return new PredictionFilter(path, from, to, state, emotion, Optional.of(digest));
  }

  /** These conditions, and this class. */
  public PredictionFilter withEmotion(Emotion only) {
    return new PredictionFilter(path, from, to, state, Optional.of(only), model);
  }
}
