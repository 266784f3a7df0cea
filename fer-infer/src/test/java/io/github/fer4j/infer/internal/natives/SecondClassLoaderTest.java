package io.github.fer4j.infer.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.infer.model.TinyModel;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web applications have a class loader each; a library that two of them use is loaded twice. */
class SecondClassLoaderTest {
  @TempDir private Path folder;

  @Test
  void twoClassLoadersInOneProcessPredictTheSame() throws Exception {
    Path model = TinyModel.writeTo(folder);
    String expected = new PredictPortrait(model).call();
    assertThat(expected).contains("HAPPY");
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader own =
          new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
        assertThat(call(own, model)).isEqualTo(expected);
      }
    }
  }

  private static Object call(ClassLoader loader, Path model) throws Exception {
    Class<?> task = loader.loadClass(PredictPortrait.class.getName());
    assertThat(task).isNotEqualTo(PredictPortrait.class);
    return ((Callable<?>) task.getConstructor(Path.class).newInstance(model)).call();
  }

  private static URL[] classPath() {
    List<String> places =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    return places.stream().map(SecondClassLoaderTest::url).toArray(URL[]::new);
  }

  private static URL url(String place) {
    try {
      return Path.of(place).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
