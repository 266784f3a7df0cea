package io.github.fer4j.infer.zoo;

import io.github.fer4j.infer.model.MalformedModelException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A model of others: one exact file.
 *
 * @param name by which it is asked for
 * @param file name of the file
 * @param purpose what it does, in a few words
 * @param source address of exactly this file
 * @param size in bytes
 * @param sha256 digest of the file, 64 hexadecimal digits in lower case
 * @param licence its SPDX identifier
 * @param copyright the line that the licence wants to see
 */
public record ZooModel(
    String name,
    String file,
    String purpose,
    URI source,
    int size,
    String sha256,
    String licence,
    String copyright) {
  private static final int BEGINNING = 64;

  /**
   * Returns the bytes if they are this file.
   *
   * @param content what claims to be the file
   * @param resource where it came from, for messages
   * @throws MalformedModelException if size or digest differ
   */
  public byte[] verified(byte[] content, String resource) {
    String found = digest(content);
    if (!found.equals(sha256)) {
      throw new MalformedModelException(
          resource,
          "",
          file + " (" + size + " bytes, SHA-256 " + sha256 + ")",
          kind(content) + content.length + " bytes, SHA-256 " + found,
          "Take the file from " + source + ".");
    }
    return content;
  }

  private String kind(byte[] content) {
    String beginning =
        new String(content, 0, Math.min(BEGINNING, content.length), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
      return "an HTML page, ";
    }
    if (beginning.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, ";
    }
    return content.length > 0 && content.length < size ? "a file that is cut short, " : "";
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
