package io.github.fer4j.train.internal.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The cards that CUDA would see in this process.
 *
 * @param cards in the order in which CUDA numbers them, if {@code CUDA_DEVICE_ORDER=PCI_BUS_ID}
 * @param absence why there are none, as a clause; empty where there are some
 */
public record NvidiaCards(List<NvidiaCard> cards, String absence) {
  private static final String CAPABILITY = "compute_cap";
  private static final List<String> QUESTION =
      List.of(
          "nvidia-smi",
          "--query-gpu=index,uuid," + CAPABILITY + ",driver_version,name",
          "--format=csv,noheader");

  private static final int FIELDS = 5;

  /** A driver in trouble lets nvidia-smi hang. */
  private static final long SECONDS = 20;

  /** What a program said. */
  record Answer(int exitCode, String output) {}

  /** Asks {@code nvidia-smi}, and leaves out what {@code CUDA_VISIBLE_DEVICES} hides. */
  public static NvidiaCards ask() {
    return ask(QUESTION, Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
  }

  static NvidiaCards ask(List<String> question, Optional<String> visible) {
    try {
      Answer answer = run(question);
      return of(isTooOldFor(answer) ? run(withoutCapability(question)) : answer, visible);
    } catch (IOException missing) {
      return none("nvidia-smi is not on the PATH, so there is no NVIDIA driver");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return none("nvidia-smi was interrupted");
    }
  }

  /** Drivers before 510: Field "compute_cap" is not a valid field to query. */
  private static boolean isTooOldFor(Answer answer) {
    return answer.exitCode() != 0 && answer.output().contains(CAPABILITY);
  }

  /** The index in its place is no capability, and the other fields stay where they were. */
  private static List<String> withoutCapability(List<String> question) {
    return question.stream().map(word -> word.replace(CAPABILITY, "index")).toList();
  }

  private static Answer run(List<String> question) throws IOException, InterruptedException {
    Path output = Files.createTempFile("fer-nvidia-smi", ".txt");
    try {
      Process process =
          new ProcessBuilder(question)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Answer(-1, "no answer within " + SECONDS + " s");
      }
      return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /**
   * @param answer of {@code nvidia-smi}: a line a card
   * @param visible value of {@code CUDA_VISIBLE_DEVICES}: indices or UUIDs, up to the first that is
   *     none
   */
  static NvidiaCards of(Answer answer, Optional<String> visible) {
    if (answer.exitCode() != 0) {
      return none("nvidia-smi says: " + answer.output().strip().replaceAll("\\s+", " "));
    }
    List<NvidiaCard> all =
        answer.output().lines().map(NvidiaCards::card).flatMap(Optional::stream).toList();
    if (all.isEmpty()) {
      return none("nvidia-smi lists no card");
    }
    List<NvidiaCard> seen = visible.map(names -> named(all, names)).orElse(all);
    return seen.isEmpty()
        ? none("CUDA_VISIBLE_DEVICES=" + visible.orElse("") + " hides every card")
        : new NvidiaCards(seen, "");
  }

  private static NvidiaCards none(String absence) {
    return new NvidiaCards(List.of(), absence);
  }

  private static Optional<NvidiaCard> card(String line) {
    String[] fields = line.split(",", FIELDS);
    if (fields.length < FIELDS || !fields[0].strip().matches("\\d{1,3}")) {
      return Optional.empty();
    }
    return Optional.of(
        new NvidiaCard(
            Integer.parseInt(fields[0].strip()),
            fields[1].strip(),
            fields[4].strip(),
            ComputeCapability.parse(fields[2]).or(() -> known(fields[4])),
            fields[3].strip()));
  }

  /** The card whose last driver, 470, does not tell. */
  private static Optional<ComputeCapability> known(String name) {
    return name.contains("Tesla K80") ? Optional.of(new ComputeCapability(3, 7)) : Optional.empty();
  }

  private static List<NvidiaCard> named(List<NvidiaCard> all, String names) {
    List<NvidiaCard> chosen = new ArrayList<>();
    for (String name : names.split(",")) {
      Optional<NvidiaCard> card = all.stream().filter(c -> isNamed(c, name.strip())).findFirst();
      if (card.isEmpty()) {
        break; // as CUDA itself reads it
      }
      chosen.add(card.get());
    }
    return chosen;
  }

  private static boolean isNamed(NvidiaCard card, String name) {
    return name.equals(Integer.toString(card.index()))
        || name.startsWith("GPU-") && card.uuid().startsWith(name);
  }
}
