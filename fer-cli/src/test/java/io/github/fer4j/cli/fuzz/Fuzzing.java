package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.core.MalformedContentException;
import io.github.fer4j.core.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gives a target damaged inputs. What it may do is read them, or refuse them in one line that names
 * the file and speaks of its content rather than of Java.
 */
final class Fuzzing {
  private static final Duration HANG = Duration.ofSeconds(10);
  private static final Pattern OF_JAVA =
      Pattern.compile("[a-z]\\.[a-z]+\\.[A-Z]\\w+|Exception|Input length =|@[0-9a-f]{6,}");

  private static final Pattern NULL = Pattern.compile("found null\\b|: null$");

  private final FuzzTarget target;
  private final Path work;
  private final Path findings;
  private final Map<String, Path> faults = new TreeMap<>();
  private long inputs;

  /**
   * @param work folder for the inputs
   * @param findings folder in which inputs that show a fault are kept
   */
  Fuzzing(FuzzTarget target, Path work, Path findings) throws IOException {
    this.target = target;
    this.work = Files.createDirectories(work);
    this.findings = Files.createDirectories(findings);
  }

  /** How many inputs were tried. */
  long inputs() {
    return inputs;
  }

  /** One line a kind of fault, with a file that shows it. */
  Map<String, Path> faults() {
    return faults;
  }

  /** Tries so many inputs. */
  void run(List<Sample> samples, long seed, int count) throws IOException {
    Mutator mutator = new Mutator(seed);
    for (int i = 0; i < count; i++) {
      tryOne(samples, mutator);
    }
  }

  /** Tries inputs for a time, and counts what takes too long as a fault, too. */
  void run(List<Sample> samples, long seed, Duration time) throws IOException {
    Mutator mutator = new Mutator(seed);
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      long before = System.nanoTime();
      Sample tried = tryOne(samples, mutator);
      if (System.nanoTime() - before > HANG.toNanos()) {
        keep("took more than " + HANG.toSeconds() + " s", tried);
      }
    }
  }

  private Sample tryOne(List<Sample> samples, Mutator mutator) throws IOException {
    Sample sample = mutator.any(samples);
    byte[] damaged = mutator.damaged(sample.content(), mutator.any(samples).content());
    Sample tried = new Sample(sample.name(), damaged);
    Path file = Files.write(work.resolve(tried.name()), damaged);
    inputs++;
    Optional<String> fault = fault(file);
    if (fault.isPresent()) {
      keep(fault.get(), tried);
    }
    return tried;
  }

  /** What is wrong with how a file is read, if something is. */
  Optional<String> fault(Path file) throws IOException {
    try {
      target.read(file);
      return Optional.empty();
    } catch (MalformedContentException | IOException | IllegalArgumentException refused) {
      return faultOf(refused, file);
    } catch (Throwable thrown) { // also Errors: they are what is looked for
      return Optional.of(kind(thrown) + at(thrown));
    }
  }

  private static Optional<String> faultOf(Exception refused, Path file) throws IOException {
    String message = String.valueOf(refused.getMessage());
    // A file may hold the word, too.
    boolean ofNull =
        NULL.matcher(message).find()
            && !Files.readString(file, StandardCharsets.ISO_8859_1).contains("null");
    boolean clean =
        !ofNull
            && (message.contains(file.getFileName().toString())
                || message.contains(file.getParent().toString()))
            && message.equals(OneLine.of(message))
            && !OF_JAVA.matcher(message.replace(file.toString(), "")).find();
    return clean
        ? Optional.empty()
        : Optional.of(kind(refused) + at(refused) + ": " + OneLine.of(message));
  }

  private static String kind(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }

  private static String at(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0
        ? ""
        : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
  }

  private void keep(String fault, Sample shown) throws IOException {
    String kind = fault.replaceAll("\\d+", "#").replaceAll("\"[^\"]*\"", "\"\"");
    String name = Integer.toHexString(kind.hashCode()) + "-" + shown.name();
    if (faults.putIfAbsent(
            fault.substring(0, Math.min(300, fault.length())), findings.resolve(name))
        == null) {
      Files.write(findings.resolve(name), shown.content());
    }
  }
}
