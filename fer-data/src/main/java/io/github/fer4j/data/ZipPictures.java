package io.github.fer4j.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.imageio.IIOException;

/** The pictures in a zip archive. Nothing is unpacked to disk. */
final class ZipPictures implements PictureSource {
  private final Path file;
  private final ZipFile archive;

  private ZipPictures(Path file, ZipFile archive) {
    this.file = file;
    this.archive = archive;
  }

  /**
   * Opens an archive.
   *
   * @throws MalformedDataException if it is damaged, or an entry's path climbs out of it
   */
  static ZipPictures open(Path file) throws IOException {
    ZipFile archive = ZipCsv.openArchive(file);
    try {
      archive.stream().forEach(entry -> ZipCsv.checkPath(file, entry.getName()));
      return new ZipPictures(file, archive);
    } catch (RuntimeException failure) {
      archive.close();
      throw failure;
    }
  }

  @Override
  public List<String> paths() {
    return archive.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(PictureSource::isPicture)
        .distinct()
        .sorted(ORDER)
        .toList();
  }

  @Override
  public byte[] read(String path) throws IOException {
    ZipEntry entry = archive.getEntry(path);
    byte[] bytes;
    try (InputStream in = archive.getInputStream(entry)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (ZipException | EOFException damaged) {
      throw new IIOException("a damaged entry (" + damaged.getMessage() + ")", damaged);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IIOException("an entry of more than " + MAX_BYTES + " bytes");
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (checksum.getValue() != entry.getCrc()) {
      throw new IIOException("a damaged entry (checksum differs)");
    }
    return bytes;
  }

  @Override
  public String sha256(List<String> paths, List<String> digests) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CsvSource.sha256(in);
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
