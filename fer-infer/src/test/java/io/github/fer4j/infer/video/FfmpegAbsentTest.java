package io.github.fer4j.infer.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application is told that has not put FFmpeg on its class path. */
class FfmpegAbsentTest {
  @TempDir private Path folder;

  /** Tries to write a video, or to read one; the result is the message of what is thrown. */
  public record Attempt(String kind, Path file) implements Callable<String> {
    @Override
    public String call() throws IOException {
      try {
        if (kind.equals("write")) {
          new AnnotatedVideo(file, 25).close();
        } else {
          VideoSource.of("rtsp://127.0.0.1:1/x").open().close();
        }
        return "nothing is thrown";
      } catch (RuntimeException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
      }
    }
  }

  @Test
  void writingNeedsFfmpeg() throws Exception {
    assertThat(without("write", folder.resolve("out.mp4")))
        .startsWith("IllegalStateException " + folder.resolve("out.mp4"))
        .contains("writing a video needs FFmpeg, which is not available")
        .contains("org.bytedeco:javacv");
  }

  @Test
  void readingAStreamNeedsFfmpeg() throws Exception {
    assertThat(without("read", folder))
        .startsWith("MalformedVideoException rtsp://")
        .contains("found one that needs FFmpeg");
  }

  private static String without(String kind, Path file) throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("bytedeco"))
            .map(FfmpegAbsentTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> attempt = loader.loadClass(Attempt.class.getName());
      return (String)
          ((Callable<?>) attempt.getConstructor(String.class, Path.class).newInstance(kind, file))
              .call();
    }
  }

  private static URL url(String place) {
    try {
      return Path.of(place).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
