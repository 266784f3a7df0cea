package io.github.fer4j.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a CSV, out of a plain file, a gzip or a zip; which of them it is, its first bytes
 * say, whatever its name.
 */
final class CsvSource implements Closeable {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int ZIP_MAGIC = 0x504B;

  private final String name;
  private final InputStream stored;
  private final MessageDigest digest;
  private final InputStream stream;
  private String sha256;

  private CsvSource(String name, InputStream stored, MessageDigest digest, InputStream stream) {
    this.name = name;
    this.stored = stored;
    this.digest = digest;
    this.stream = stream;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   * @throws MalformedDataException if it is a zip that does not hold exactly one CSV
   */
  static CsvSource ofFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw MalformedDataException.inFile(
          file.toString(),
          "",
          "a file",
          "a folder",
          "Give the CSV itself (.csv, .csv.gz or .zip).");
    }
    MessageDigest digest = sha256Digest();
    InputStream stored =
        new BufferedInputStream(
            new DigestInputStream(Files.newInputStream(file), digest), BUFFER_SIZE);
    try {
      String name = file.toString();
      InputStream stream =
          magic(stored) == ZIP_MAGIC ? ZipCsv.open(file) : decompressed(name, stored);
      return new CsvSource(name, stored, digest, stream);
    } catch (IOException | RuntimeException failure) {
      stored.close();
      throw failure;
    }
  }

  /**
   * Wraps a stream, which may be compressed with gzip.
   *
   * @param name what the stream is called in messages
   * @throws MalformedDataException if it is a zip, which only a file can be
   */
  static CsvSource ofStream(String name, InputStream stream) throws IOException {
    InputStream stored = new BufferedInputStream(stream, BUFFER_SIZE);
    if (magic(stored) == ZIP_MAGIC) {
      throw MalformedDataException.inFile(
          name,
          "",
          "a CSV or a gzip from a stream",
          "a zip archive",
          "Give the archive as a file.");
    }
    return new CsvSource(name, stored, sha256Digest(), decompressed(name, stored));
  }

  /** The same source, read by a thread of its own a little ahead of whoever reads here. */
  CsvSource readingAhead() {
    return new CsvSource(name, stored, digest, new ReadAheadStream(stream));
  }

  /** What the source is called in messages. */
  String name() {
    return name;
  }

  /** The bytes of the CSV. */
  InputStream stream() {
    return stream;
  }

  /**
   * Ends the reading. Bytes that have not been read yet are read now, so that the digest is that of
   * the whole file.
   */
  void finish() throws IOException {
    stored.transferTo(OutputStream.nullOutputStream());
    sha256 = HexFormat.of().formatHex(digest.digest());
    close();
  }

  /**
   * SHA-256 of the file as it lies on disk, in hexadecimal.
   *
   * @throws IllegalStateException if the reading has not been finished
   */
  String sha256() {
    if (sha256 == null) {
      throw new IllegalStateException("The digest of " + name + " is known at its end only");
    }
    return sha256;
  }

  @Override
  public void close() throws IOException {
    try (stored) {
      stream.close();
    }
  }

  /** What to say of an archive that ends too early or holds what it should not. */
  static MalformedDataException damaged(String name, String place, IOException cause) {
    return MalformedDataException.inFile(
        name,
        place,
        "a whole compressed file",
        "one that is cut short or damaged (" + cause.getMessage() + ")",
        "Download or compress it again.");
  }

  private static InputStream decompressed(String name, InputStream stored) throws IOException {
    if (magic(stored) != GZIP_MAGIC) {
      return stored;
    }
    try {
      return new GZIPInputStream(stored, BUFFER_SIZE);
    } catch (EOFException | ZipException cut) {
      throw damaged(name, "", cut);
    }
  }

  private static int magic(InputStream stream) throws IOException {
    stream.mark(2);
    int magic = stream.read() << 8 | stream.read();
    stream.reset();
    return magic;
  }

  /** Whether a file starts as a zip archive does. */
  static boolean isZip(Path file) throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(file))) {
      return magic(stored) == ZIP_MAGIC;
    }
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256Digest().digest(bytes));
  }

  /** SHA-256 of all that a stream holds, in hexadecimal. */
  static String sha256(InputStream stream) throws IOException {
    MessageDigest digest = sha256Digest();
    new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
