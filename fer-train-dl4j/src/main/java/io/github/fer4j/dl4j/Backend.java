package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's backends. It takes one for the whole process, once, and by itself the one for CUDA
 * wherever that is on the class path and finds a card, even one that it holds no code for. So it is
 * shown the chosen one alone.
 */
enum Backend {
  CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend"),
  CUDA("org.nd4j.linalg.jcublas.JCublasBackend");

  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  private final String className;

  Backend(String className) {
    this.className = className;
  }

  /** Whether it is on the class path. Loads nothing. */
  boolean isAtHand() {
    String file = className.replace('.', '/') + ".class";
    return ND4JClassLoading.getNd4jClassloader().getResource(file) != null;
  }

  /**
   * Makes ND4J use this backend from now on.
   *
   * @throws EngineUnavailableException if it already uses another
   */
  void use() {
    ND4JClassLoading.setNd4jClassloader(hidingOthers(ND4JClassLoading.getNd4jClassloader()));
    String inUse = Nd4j.getBackend().getClass().getName();
    if (!inUse.equals(className)) {
      throw new EngineUnavailableException(
          "ND4J uses " + inUse + " in this process, and only a new process can take " + className);
    }
  }

  /** A class loader like the given one, but for ND4J's search for backends. */
  ClassLoader hidingOthers(ClassLoader parent) {
    return new OneBackend(parent, className);
  }

  private static final class OneBackend extends ClassLoader {
    private final String className;

    OneBackend(ClassLoader parent, String className) {
      super(parent);
      this.className = className;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      Enumeration<URL> all = super.getResources(name);
      if (!name.equals(SERVICE)) {
        return all;
      }
      List<URL> chosen = Collections.list(all).stream().filter(this::namesIt).toList();
      return Collections.enumeration(chosen);
    }

    private boolean namesIt(URL service) {
      try (InputStream in = service.openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .anyMatch(line -> line.strip().equals(className));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
