package io.github.fer4j.serve;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page at /: one file. Its content security policy lets exactly the script and the style in it
 * run, and lets them speak to this server alone.
 */
final class Page {
  private static final String TYPE = "text/html; charset=utf-8";

  private final byte[] html = resource("page.html");
  private final String policy = policy(new String(html, StandardCharsets.UTF_8));

  /** A file of this package. */
  static byte[] resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String policy(String html) {
    return "default-src 'none'; script-src "
        + hash(html, "script")
        + "; style-src "
        + hash(html, "style")
        + "; img-src blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'none'";
  }

  /** The hash by which a policy knows an element's text. */
  private static String hash(String html, String element) {
    int start = html.indexOf("<" + element + ">") + element.length() + 2;
    String text = html.substring(start, html.indexOf("</" + element + ">", start));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  void write(Context context) {
    context
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header(Header.CACHE_CONTROL, "no-cache")
        .result(html)
        .contentType(TYPE);
  }
}
