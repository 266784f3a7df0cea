package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.train.engine.EngineUnavailableException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a class path with ND4J's backend for the CPU and, made up, the entry of the one for CUDA. */
class BackendTest {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  @TempDir Path classPath;

  private URLClassLoader withBoth() throws IOException {
    Path service = classPath.resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, "# a comment\norg.nd4j.linalg.jcublas.JCublasBackend\n");
    return new URLClassLoader(
        new URL[] {classPath.toUri().toURL()}, BackendTest.class.getClassLoader());
  }

  @Test
  void eachHidesTheOther() throws IOException {
    try (URLClassLoader both = withBoth()) {
      assertThat(Collections.list(both.getResources(SERVICE))).hasSize(2);

      assertThat(Collections.list(Backend.CUDA.hidingOthers(both).getResources(SERVICE)))
          .singleElement()
          .asString()
          .contains(classPath.getFileName().toString());
      assertThat(Collections.list(Backend.CPU.hidingOthers(both).getResources(SERVICE)))
          .singleElement()
          .asString()
          .contains("nd4j-native");
    }
  }

  @Test
  void allElseOnTheClassPathStaysInSight() throws IOException, ClassNotFoundException {
    try (URLClassLoader both = withBoth()) {
      ClassLoader cpu = Backend.CPU.hidingOthers(both);
      assertThat(cpu.getResource("nd4j-native.properties")).isNotNull();
      assertThat(Class.forName(getClass().getName(), false, cpu)).isEqualTo(getClass());
    }
  }

  @Test
  void onlyTheOneForTheCpuIsAtHandHere() {
    assertThat(Backend.CPU.isAtHand()).isTrue();
    assertThat(Backend.CUDA.isAtHand()).isFalse();
  }

  @Test
  void aProcessKeepsTheBackendThatItHas() {
    Backend.CPU.use();
    assertThatThrownBy(Backend.CUDA::use)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("CpuBackend")
        .hasMessageContaining("new process");
    Backend.CPU.use();
  }
}
