package io.github.fer4j.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Compares bearer tokens in a time that says nothing of how much of them is right. */
final class TokenCheck {
  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> expected;

  TokenCheck(Optional<String> token) {
    this.expected = token.map(TokenCheck::digest);
  }

  /**
   * @param authorization the Authorization header, or null
   * @throws Problem 401 if a token is wanted and this is not it
   */
  void requireHeader(String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    requireToken(bearer ? authorization.substring(SCHEME.length()).trim() : "");
  }

  /**
   * @throws Problem 401 if a token is wanted and this is not it
   */
  void requireToken(String token) {
    // Digests have one length: the comparison does not tell the token's.
    if (expected.isPresent() && !MessageDigest.isEqual(expected.get(), digest(token))) {
      throw new Problem(
          401, "This server wants its token. Send it as 'Authorization: Bearer TOKEN'.");
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
