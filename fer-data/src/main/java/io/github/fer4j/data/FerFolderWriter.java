package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.core.internal.WriteFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes examples as pictures: gray PNG of 48x48 pixels, without loss, in {@code
 * train/angry/fer0000000.png} and so on. The number in a name is the row, from 0, as in FER+;
 * reading the folder gives the rows in their order again.
 */
public final class FerFolderWriter {
  private FerFolderWriter() {}

  /**
   * Writes a new folder, whole or not at all.
   *
   * @throws FileAlreadyExistsException if there is something of that name
   * @throws NoSuchFileException if the folder to write it into does not exist
   * @throws IOException if it cannot be written
   */
  public static void write(Path folder, List<Example> examples) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "is there already; choose another folder, or remove this one");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(
          target.getParent().toString(), null, "no such folder to write into");
    }
    TemporaryFiles.removeOld(target.getParent());
    Path temporary = TemporaryFiles.beside(target);
    try {
      writeAll(temporary, examples);
      Files.move(temporary, target);
    } catch (UncheckedIOException failure) {
      throw WriteFailure.of(folder, failure.getCause());
    } finally {
      TemporaryFiles.remove(temporary);
    }
  }

  private static void writeAll(Path folder, List<Example> examples) throws IOException {
    for (Path labels : examples.stream().map(e -> folderOf(folder, e)).distinct().toList()) {
      Files.createDirectories(labels);
    }
    examples.parallelStream()
        .forEach(
            example -> {
              String name = String.format(Locale.ROOT, "fer%07d.png", example.row() - 1);
              try {
                Files.write(folderOf(folder, example).resolve(name), png(example.image()));
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
  }

  private static Path folderOf(Path folder, Example example) {
    return folder.resolve(FolderNames.of(example.split())).resolve(FolderNames.of(example.label()));
  }

  private static byte[] png(FaceImage face) throws IOException {
    BufferedImage image =
        new BufferedImage(FaceImage.SIDE, FaceImage.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, FaceImage.SIDE, FaceImage.SIDE, face.toBytes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(FaceImage.PIXELS);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
