package io.github.fer4j.infer.video;

import java.util.regex.Pattern;

/**
 * The address of a stream, which may hold a user's name and password, or a key in its query. They
 * are for the server alone: nobody else is shown them.
 *
 * @param text as the user gave it
 */
record StreamAddress(String text) {
  // Two letters at least: C:\\ is a drive. The schemes are those of media on a network.
  private static final Pattern ADDRESS =
      Pattern.compile("(https?|rtsps?|rtmps?|udp|tcp|srt)://.+", Pattern.DOTALL);

  // A password that is typed as it is may hold a slash or an @.
  private static final Pattern USER =
      Pattern.compile("^(\\w+://)(?:[^/?#]*|[^/?#:@]+:[^?#]*)@", Pattern.DOTALL);

  private static final Pattern SECRET =
      Pattern.compile(
          "([?&;#][^=&;#]*(?:pass|pwd|token|key|secret|auth|sig|cred|user|login)[^=&;#]*=)[^&;#]*",
          Pattern.CASE_INSENSITIVE);

  static boolean isOne(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** The address without user, password and keys. */
  String masked() {
    String withoutUser = USER.matcher(text).replaceFirst("$1***@");
    return SECRET.matcher(withoutUser).replaceAll("$1***");
  }

  /** A message that may quote the address, without user, password and keys. */
  String maskedIn(String message) {
    return message.replace(text, masked());
  }

  @Override
  public String toString() {
    return masked();
  }
}
