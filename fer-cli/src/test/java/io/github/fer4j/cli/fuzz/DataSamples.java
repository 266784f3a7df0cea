package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.FerFolderWriter;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small data sets in every form that is one file. */
final class DataSamples {
  private static final int ROWS = 2;
  private static final String VOTES =
      """
      Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
      Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0
      Training,fer0000001.png,0,10,0,0,0,0,0,0,0,0
      """;

  private DataSamples() {}

  static FaceImage face() {
    return SyntheticFaces.draw(FerLabel.HAPPY, 1);
  }

  static Stream<Example> faces() {
    return new SyntheticFaces(8, 1).examples().limit(ROWS);
  }

  static List<Sample> votes() {
    return List.of(new Sample("votes.csv", VOTES.getBytes(StandardCharsets.US_ASCII)));
  }

  static List<Sample> make(Path folder) throws IOException {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    FerCsvWriter.write(csv, faces());
    byte[] rows = csv.toByteArray();
    return List.of(
        new Sample("rows.csv", rows),
        new Sample("rows.csv.gz", gzipped(rows)),
        new Sample("rows.zip", zipped("fer2013.csv", rows)),
        new Sample("folders.zip", zippedFolders(folder)),
        new Sample("table.csv", "path,label\nabsent.png,happy\n".getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zipped(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zippedFolders(Path folder) throws IOException {
    Path csv = folder.resolve("for-folders.csv");
    FerCsvWriter.write(csv, faces(), false);
    Path folders = folder.resolve("folders");
    FerFolderWriter.write(folders, FerDataset.load(csv).allExamples());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folders)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folders.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return bytes.toByteArray();
  }
}
