package io.github.fer4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.infer.Portrait;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as its reader would run it: in a process of its own. */
class LabelFacesIT {
  private static final Path STANDALONE = Path.of(System.getProperty("standalone.jar"));
  private static final String LABEL = "(Angry|Fear|Happy|Neutral|Sad) .*\\d+.*";
  private static final long MEGABYTE = 1_000_000;

  @TempDir private Path folder;
  private Path picture;

  @BeforeEach
  void drawAFace() throws IOException {
    BufferedImage image = Portrait.background(640, 480);
    Portrait.draw(image, 320, 240, 200);
    picture = folder.resolve("portrait.png");
    ImageIO.write(image, "png", picture.toFile());
  }

  @Test
  void labelsTheFaceOfAPictureFromTheClassPath() throws Exception {
    String classPath = System.getProperty("java.class.path");

    assertThat(java("-cp", classPath, "io.github.fer4j.example.LabelFaces", picture.toString()))
        .singleElement()
        .asString()
        .matches(LABEL);
  }

  @Test
  void theJarOfOnePlatformRunsByItselfAndIsSmall() throws Exception {
    assertThat(STANDALONE).isRegularFile();
    assertThat(Files.size(STANDALONE)).isLessThan(60 * MEGABYTE);
    assertThat(java("-jar", STANDALONE.toString(), picture.toString()))
        .singleElement()
        .asString()
        .matches(LABEL);
  }

  @Test
  void theSourceHasTwelveLinesAndImportsFerInferAlone() throws IOException {
    Path source = Path.of("src/main/java/io/github/fer4j/example/LabelFaces.java");
    try (Stream<String> lines = Files.lines(source)) {
      assertThat(lines.filter(line -> !line.isBlank())).hasSize(12);
    }
    try (Stream<String> lines = Files.lines(source)) {
      assertThat(lines.filter(line -> line.startsWith("import ")))
          .allMatch(line -> line.matches("import (java|io\\.github\\.fer4j\\.infer)\\..*"));
    }
  }

  private List<String> java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(output);
  }
}
