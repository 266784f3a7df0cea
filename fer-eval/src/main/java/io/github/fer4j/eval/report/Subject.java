package io.github.fer4j.eval.report;

import static java.util.Objects.requireNonNull;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was evaluated, by what, where.
 *
 * @param data the faces
 * @param model the classifier
 * @param environment machine and software
 */
public record Subject(Data data, Model model, Environment environment) {

  /**
   * @throws NullPointerException with the part's name if a part is absent
   */
  public Subject {
    requireNonNull(data, "subject.data");
    requireNonNull(model, "subject.model");
    requireNonNull(environment, "subject.environment");
  }

  /**
   * The faces.
   *
   * @param file name of the CSV
   * @param sha256 of the CSV as it lies on disk
   * @param split which part was evaluated, as the file calls it
   * @param rows of that split in the file, all seven labels
   * @param faces of them that were evaluated
   * @param dropped rows of that split whose label has no class, by label
   * @param skipped bad rows of the whole file that were left out
   * @param mergeMap class of each label of the file; null for those that are dropped
   * @param trainedOnThisFile whether the model was trained on a file of the same digest
   */
  public record Data(
      String file,
      String sha256,
      String split,
      int rows,
      int faces,
      Map<String, Integer> dropped,
      int skipped,
      Map<String, Optional<String>> mergeMap,
      boolean trainedOnThisFile) {

    /**
     * What is known of the faces of a split.
     *
     * @param classes that count
     * @param faces of it that are evaluated
     * @param card of the model that is evaluated on them
     */
    static Data of(FerDataset dataset, Split split, ClassSet classes, int faces, ModelCard card) {
      Map<String, Integer> dropped = new LinkedHashMap<>();
      Map<String, Optional<String>> mergeMap = new LinkedHashMap<>();
      for (FerLabel label : FerLabel.values()) {
        String name = label.name().toLowerCase(Locale.ROOT);
        mergeMap.put(name, label.emotion(classes).map(Emotion::label));
        int count = dataset.summary().count(split, label);
        if (label.emotion(classes).isEmpty() && count > 0) {
          dropped.put(name, count);
        }
      }
      return new Data(
          String.valueOf(dataset.file().getFileName()),
          dataset.sha256(),
          split.usage(),
          dataset.summary().rows(split),
          faces,
          dropped,
          dataset.summary().skipped().count(),
          mergeMap,
          dataset.sha256().equals(card.provenance().dataSha256()));
    }
  }

  /**
   * The classifier.
   *
   * @param name of the model
   * @param sha256 of the model file
   * @param preset of the network
   * @param chosenOn the split that chose the checkpoint; absent where the model was trained on
   *     PublicTest too, so that none did
   * @param epoch that was kept, from 1
   * @param engine that trained it
   * @param precision that it was trained in, as the settings say; absent where they do not
   * @param temperature that the file divides its logits by, as its card says; absent where it does
   *     not
   * @param classes that it tells apart, such as {@code five}; absent in older reports, all of which
   *     are on five
   * @param reading of its output that was evaluated; absent in older reports: the labels'
   * @param versions of the software that trained it
   * @param created when, ISO 8601, UTC
   * @param dataSha256 of the CSV that it was trained on
   * @param splitSizes faces used in training, by split
   * @param configuration every setting of the training
   */
  public record Model(
      String name,
      String sha256,
      String preset,
      Optional<String> chosenOn,
      int epoch,
      String engine,
      Optional<String> precision,
      OptionalDouble temperature,
      Optional<String> classes,
      Optional<String> reading,
      SortedMap<String, String> versions,
      String created,
      String dataSha256,
      SortedMap<String, Integer> splitSizes,
      SortedMap<String, String> configuration) {

    /** The classes that it tells apart. */
    ClassSet classSet() {
      return classes.map(ClassSet::parse).orElse(ClassSet.FIVE);
    }

    private static OptionalDouble temperature(ModelCard card, String reading) {
      boolean label = reading.equals(ModelCard.LABEL_READING);
      Double value = card.metrics().get(label ? "temperature" : "temperature." + reading);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * What a card says.
     *
     * @param reading that is evaluated
     */
    static Model of(ModelCard card, String reading) {
      ModelCard.Provenance from = card.provenance();
      SortedMap<String, Integer> sizes = new TreeMap<>();
      from.splitSizes().forEach((split, size) -> sizes.put(split.usage(), size));
      return new Model(
          card.name(),
          card.sha256(),
          from.preset(),
          Optional.ofNullable(from.chosenOn()).map(Split::usage),
          from.epoch(),
          from.engine(),
          Optional.ofNullable(from.configuration().get("precision")),
          temperature(card, reading),
          Optional.of(card.classes().toString()),
          Optional.of(reading),
          from.versions(),
          from.created(),
          from.dataSha256(),
          sizes,
          from.configuration());
    }
  }

  /**
   * Machine and software.
   *
   * @param java version of the runtime
   * @param system operating system and architecture
   * @param processor its name, as far as the system tells
   * @param cores processors that the runtime may use
   * @param memoryMib largest heap, in MiB
   * @param versions of libraries that computed something here
   * @param commandLine what the user typed
   * @param seeds of what was drawn here, by what it was drawn for
   */
  public record Environment(
      String java,
      String system,
      String processor,
      int cores,
      long memoryMib,
      SortedMap<String, String> versions,
      String commandLine,
      SortedMap<String, Long> seeds) {}
}
