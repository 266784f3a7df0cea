package io.github.fer4j.cli.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the server listens and who may use it. */
final class AccessOptions {
  private static final String TOKEN = "FER_SERVE_TOKEN";

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Interface to listen on (default: ${DEFAULT-VALUE}, this machine alone). Any other needs"
              + " --token or --insecure.")
  String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Answer only requests with 'Authorization: Bearer TOKEN'. Other users of this machine can"
              + " see it here: rather set FER_SERVE_TOKEN.")
  String token;

  @Option(
      names = "--insecure",
      description = "Listen on other interfaces without a token: anyone who reaches them may ask.")
  boolean insecure;

  /**
   * The token to ask for, from the option or the environment.
   *
   * @throws IllegalArgumentException if there is none and the address can be reached from elsewhere
   */
  Optional<String> token(Map<String, String> environment) throws UnknownHostException {
    Optional<String> wanted =
        Optional.ofNullable(token == null ? environment.get(TOKEN) : token)
            .filter(text -> !text.isBlank());
    boolean local = InetAddress.getByName(host).isLoopbackAddress();
    if (!local && wanted.isEmpty() && !insecure) {
      throw new IllegalArgumentException(
          "--host "
              + host
              + " can be reached from other machines: set a token with --token or "
              + TOKEN
              + ", or say --insecure");
    }
    return wanted;
  }
}
