package io.github.fer4j.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The one CSV in a zip archive. Nothing is unpacked to disk. */
final class ZipCsv extends FilterInputStream {
  /** Where macOS keeps the attributes of the files beside them, under the same names. */
  private static final String MAC_METADATA = "__MACOSX/";

  private static final int MOST_NAMED = 5;

  private final ZipFile archive;
  private final ZipEntry entry;
  private final CRC32 checksum = new CRC32();

  private ZipCsv(ZipFile archive, ZipEntry entry) throws IOException {
    super(archive.getInputStream(entry));
    this.archive = archive;
    this.entry = entry;
  }

  /**
   * Opens the CSV in an archive.
   *
   * @throws MalformedDataException if the archive is damaged, does not hold exactly one CSV, or has
   *     an entry whose path climbs out of it
   */
  static InputStream open(Path file) throws IOException {
    ZipFile archive = openArchive(file);
    try {
      return new ZipCsv(archive, onlyCsv(file, archive));
    } catch (IOException | RuntimeException failure) {
      archive.close();
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Reads and, at the end, compares the checksum, which {@link ZipFile} does not. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      checksum.update(target, offset, count);
    } else if (count < 0 && checksum.getValue() != entry.getCrc()) {
      throw new ZipException("checksum differs");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    try (archive) {
      super.close();
    }
  }

  static ZipFile openArchive(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException damaged) {
      throw MalformedDataException.inFile(
          file.toString(),
          "",
          "a whole zip archive",
          "a damaged one (" + damaged.getMessage() + ")",
          "Download or pack it again.");
    }
  }

  private static ZipEntry onlyCsv(Path file, ZipFile archive) {
    archive.stream().forEach(entry -> checkPath(file, entry.getName()));
    List<? extends ZipEntry> tables = archive.stream().filter(ZipCsv::isCsv).toList();
    if (tables.size() != 1) {
      String names =
          String.join(", ", tables.stream().limit(MOST_NAMED).map(ZipEntry::getName).toList());
      throw MalformedDataException.inFile(
          file.toString(),
          "",
          "a zip archive with one CSV in it",
          tables.isEmpty() ? "one without" : tables.size() + " (" + names + ")",
          "Unpack the archive and give the CSV itself.");
    }
    return tables.get(0);
  }

  private static boolean isCsv(ZipEntry entry) {
    String name = entry.getName().toLowerCase(Locale.ROOT);
    return !entry.isDirectory()
        && !entry.getName().startsWith(MAC_METADATA)
        && name.endsWith(".csv");
  }

  static void checkPath(Path file, String name) {
    if (name.indexOf('\0') >= 0) {
      throw MalformedDataException.inFile(
          file.toString(),
          "entry " + name,
          "entries whose names are text",
          "a name with a null character",
          "Do not trust this archive; get it from its source.");
    }
    boolean absolute = name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*");
    if (absolute || List.of(name.split("[/\\\\]")).contains("..")) {
      throw MalformedDataException.inFile(
          file.toString(),
          "entry " + name,
          "entries inside the archive's own folder",
          "a path that leads out of it",
          "Do not trust this archive; get it from its source.");
    }
  }
}
