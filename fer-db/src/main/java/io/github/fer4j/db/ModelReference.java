package io.github.fer4j.db;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The model that made a prediction.
 *
 * @param name short name, 1 to 255 characters
 * @param digest SHA-256 of the model file, 64 hexadecimal digits in lower case: what tells models
 *     apart
 * @param card the model card as text (JSON), if available
 */
public record ModelReference(String name, String digest, Optional<String> card) {
  private static final int MAX_NAME_LENGTH = 255;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the name is empty or too long, or the digest is no SHA-256
   */
  public ModelReference {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "A model's name has 1 to " + MAX_NAME_LENGTH + " characters, not " + name.length());
    }
    if (!SHA_256.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "A SHA-256 has 64 hexadecimal digits in lower case, not '" + digest + "'");
    }
    Objects.requireNonNull(card, "card");
  }
}
