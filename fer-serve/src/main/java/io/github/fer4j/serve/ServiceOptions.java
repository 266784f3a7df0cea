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
 * @param perClient requests of one client address that may wait while its own are worked on, 0 or
 *     more; the next one is answered with 429
 * @param clientHeader header in which a proxy names its client's address, such as X-Forwarded-For;
 *     empty if clients come by themselves, since a client can set any header
 * @param bodyTimeout the time in which a request's whole body must arrive, positive
 * @param token the bearer token that requests must carry; empty if anyone may ask
 * @param reading which of the model's readings of a face is answered; empty for its default one
 */
public record ServiceOptions(
    PictureLimits limits,
    int parallel,
    int queue,
    int perClient,
    Optional<String> clientHeader,
    Duration bodyTimeout,
    Optional<String> token,
    Optional<String> reading) {

  /**
   * 10 MB and 25 million pixels, as many at a time as there are processors, 64 waiting, 32 of one
   * client, 30 s.
   */
  public static final ServiceOptions DEFAULT =
      new ServiceOptions(
          new PictureLimits(10_000_000, 25_000_000),
          Runtime.getRuntime().availableProcessors(),
          64,
          32,
          Optional.empty(),
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
    if (perClient < 0) {
      throw new IllegalArgumentException("perClient must be 0 or more, was " + perClient);
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
    return new ServiceOptions(
        other, parallel, queue, perClient, clientHeader, bodyTimeout, token, reading);
  }

  /** The same with another number of pictures at a time. */
  public ServiceOptions withParallel(int other) {
    return new ServiceOptions(
        limits, other, queue, perClient, clientHeader, bodyTimeout, token, reading);
  }

  /** The same with another number of waiting requests. */
  public ServiceOptions withQueue(int other) {
    return new ServiceOptions(
        limits, parallel, other, perClient, clientHeader, bodyTimeout, token, reading);
  }

  /** The same with another number of one client's waiting requests. */
  public ServiceOptions withPerClient(int other) {
    return new ServiceOptions(
        limits, parallel, queue, other, clientHeader, bodyTimeout, token, reading);
  }

  /** The same with this header, in which a proxy names its client. */
  public ServiceOptions withClientHeader(String other) {
    return new ServiceOptions(
        limits, parallel, queue, perClient, Optional.of(other), bodyTimeout, token, reading);
  }

  /** The same with another time for a body to arrive. */
  public ServiceOptions withBodyTimeout(Duration other) {
    return new ServiceOptions(
        limits, parallel, queue, perClient, clientHeader, other, token, reading);
  }

  /** The same with this bearer token. */
  public ServiceOptions withToken(String other) {
    return new ServiceOptions(
        limits, parallel, queue, perClient, clientHeader, bodyTimeout, Optional.of(other), reading);
  }

  /** The same with this reading of a face. */
  public ServiceOptions withReading(String other) {
    return new ServiceOptions(
        limits, parallel, queue, perClient, clientHeader, bodyTimeout, token, Optional.of(other));
  }
}
