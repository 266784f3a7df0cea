package io.github.fer4j.serve;

import io.github.fer4j.infer.picture.PictureLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The bounds of a {@link FerService} and who may use it.
 *
 * @param limits largest request body (or frame of a stream) in bytes, and largest picture in pixels
 * @param parallel pictures that are worked on at the same time, 1 or more
 * @param queue requests that may wait for their turn, 0 or more; the next one is answered with 503
 * @param bodyTimeout the time in which a request's whole body must arrive, positive
 * @param token the bearer token that requests must carry; empty if anyone may ask
 * @param reading which of the model's readings of a face is answered; empty for its default one
 */
public record ServiceOptions(
    PictureLimits limits,
    int parallel,
    int queue,
    Duration bodyTimeout,
    Optional<String> token,
    Optional<String> reading) {

  /** 10 MB and 25 million pixels, as many at a time as there are processors, 64 waiting, 30 s. */
  public static final ServiceOptions DEFAULT =
      new ServiceOptions(
          new PictureLimits(10_000_000, 25_000_000),
          Runtime.getRuntime().availableProcessors(),
          64,
          Duration.ofSeconds(30),
          Optional.empty(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if a number is out of its range or the token is blank
   */
  public ServiceOptions {
    Objects.requireNonNull(limits, "limits");
    if (limits.bytes() > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "The largest body must be below 2 GB, was " + limits.bytes() + " bytes");
    }
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be 1 or more, was " + parallel);
    }
    if (queue < 0) {
      throw new IllegalArgumentException("queue must be 0 or more, was " + queue);
    }
    if (bodyTimeout.isNegative() || bodyTimeout.isZero()) {
      throw new IllegalArgumentException("bodyTimeout must be positive, was " + bodyTimeout);
    }
    if (token.isPresent() && token.get().isBlank()) {
      throw new IllegalArgumentException("The token must not be blank");
    }
  }

  /** The same with other limits of size. */
  public ServiceOptions withLimits(PictureLimits other) {
    return new ServiceOptions(other, parallel, queue, bodyTimeout, token, reading);
  }

  /** The same with another number of pictures at a time. */
  public ServiceOptions withParallel(int other) {
    return new ServiceOptions(limits, other, queue, bodyTimeout, token, reading);
  }

  /** The same with another number of waiting requests. */
  public ServiceOptions withQueue(int other) {
    return new ServiceOptions(limits, parallel, other, bodyTimeout, token, reading);
  }

  /** The same with another time for a body to arrive. */
  public ServiceOptions withBodyTimeout(Duration other) {
    return new ServiceOptions(limits, parallel, queue, other, token, reading);
  }

  /** The same with this bearer token. */
  public ServiceOptions withToken(String other) {
    return new ServiceOptions(limits, parallel, queue, bodyTimeout, Optional.of(other), reading);
  }

  /** The same with this reading of a face. */
  public ServiceOptions withReading(String other) {
    return new ServiceOptions(limits, parallel, queue, bodyTimeout, token, Optional.of(other));
  }
}
