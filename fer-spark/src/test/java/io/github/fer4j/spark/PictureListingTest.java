package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureListingTest {
  @TempDir static Path temporary;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    spark = TestSessions.local();
    for (String name :
        List.of(
            "a.jpg",
            "_DSC0001.JPG",
            "name of 100%.jpeg",
            "b.jfif",
            "c.txt",
            ".hidden.png",
            "2024/d.png",
            "2024/_old/deep/e.tif",
            "2025/f.webp")) {
      Path file = temporary.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "12345");
    }
  }

  @Test
  void allPicturesAreListedWhateverTheirNamesBeginWith() {
    assertThat(listed(temporary.toString()))
        .containsExactlyInAnyOrder(
            "a.jpg",
            "_DSC0001.JPG",
            "name of 100%.jpeg",
            "b.jfif",
            "2024/d.png",
            "2024/_old/deep/e.tif",
            "2025/f.webp");
  }

  @Test
  void lengthsAreThoseOfTheFiles() {
    assertThat(FerSpark.pictures(spark, temporary.toString()).select("length").distinct().head())
        .extracting(row -> row.getLong(0))
        .isEqualTo(5L);
  }

  @Test
  void patternsNameSeveralFolders() {
    assertThat(listed(temporary + "/20*"))
        .containsExactlyInAnyOrder("2024/d.png", "2024/_old/deep/e.tif", "2025/f.webp");
  }

  @Test
  void filesAreListedThemselves() {
    assertThat(listed(temporary + "/a.jpg", temporary + "/2025"))
        .containsExactlyInAnyOrder("a.jpg", "2025/f.webp");
  }

  @Test
  void absentFolderIsRefusedAtOnce() {
    assertThatThrownBy(() -> FerSpark.pictures(spark, temporary.toString(), "/no/such/folder"))
        .hasCauseInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("/no/such/folder: there is no such folder");
  }

  private static List<String> listed(String... places) {
    return FerSpark.pictures(spark, places).collectAsList().stream()
        .map(row -> row.<String>getAs("path").replace("file:" + temporary + "/", ""))
        .toList();
  }
}
