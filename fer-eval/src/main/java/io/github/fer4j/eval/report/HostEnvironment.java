package io.github.fer4j.eval.report;

import io.github.fer4j.infer.internal.natives.OnnxRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The machine and software that this runs on. */
final class HostEnvironment {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MAVEN_PROPERTIES =
      "/META-INF/maven/io.github.fer4j/fer-train/pom.properties";
  private static final String CPU_NAME = "model name";
  private static final int MEBIBYTE = 1 << 20;

  private HostEnvironment() {}

  static Subject.Environment describe(String commandLine, Map<String, Long> seeds) {
    return new Subject.Environment(
        Runtime.version().toString(),
        System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / MEBIBYTE,
        new TreeMap<>(
            Map.of(
                "fer4j",
                version().orElse("built from source"),
                "ONNX Runtime",
                OnnxRuntime.environment().getVersion())),
        commandLine,
        new TreeMap<>(seeds));
  }

  /** The version that Maven writes into the jar; there is none before there is a jar. */
  private static Optional<String> version() {
    try (InputStream in = HostEnvironment.class.getResourceAsStream(MAVEN_PROPERTIES)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The processor's name as Linux or Windows tells it, or its architecture. */
  private static String processor() {
    return fromCpuInfo()
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .orElse(System.getProperty("os.arch"));
  }

  private static Optional<String> fromCpuInfo() {
    if (!Files.isReadable(CPU_INFO)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(CPU_NAME))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
