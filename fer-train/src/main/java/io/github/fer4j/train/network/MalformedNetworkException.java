package io.github.fer4j.train.network;

import io.github.fer4j.core.MalformedContentException;

/** A description of a network that is no network. */
public final class MalformedNetworkException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  MalformedNetworkException(
      String resource, String place, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
  }
}
