package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.eval.ClassMetrics;
import io.github.fer4j.eval.Estimate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What people should know of a model before they use it, under the headings of Hugging Face's model
 * cards (M. Mitchell et al., "Model Cards for Model Reporting", 2019). As Markdown it is a {@code
 * README.md} for the model; as JSON it is for programs. What the library itself needs to open a
 * model is in the shorter {@link io.github.fer4j.core.ModelCard}.
 *
 * @param name of the model
 * @param sha256 of the model file
 * @param description what it does
 * @param outputClasses labels of its classes in the order of its output
 * @param parameters learnt numbers of the network; absent where they are not known
 * @param intendedUse what it is for, a sentence each
 * @param outOfScopeUse what it must not be used for
 * @param trainingData what it learnt from
 * @param training how
 * @param precision that it was trained in; absent where the settings do not say
 * @param hyperparameters every setting of the training
 * @param measuredOn split of the figures
 * @param measuredFaces number of faces of the figures
 * @param metrics figures over the classes with intervals, by key
 * @param stateMetrics figures over two states by top class
 * @param classes precision, recall and F1 of each class
 * @param readings each reading against labels and votes; empty where they were not measured
 * @param limitations what to expect of it
 * @param recommendations what to do about it
 * @param licence terms of the model file
 * @param licenceId of the file's terms, by SPDX
 */
public record ModelCardDocument(
    String name,
    String sha256,
    String description,
    List<String> outputClasses,
    OptionalLong parameters,
    List<String> intendedUse,
    List<String> outOfScopeUse,
    String trainingData,
    String training,
    Optional<String> precision,
    SortedMap<String, String> hyperparameters,
    String measuredOn,
    int measuredFaces,
    Map<String, Estimate> metrics,
    Map<String, Estimate> stateMetrics,
    List<ClassMetrics> classes,
    List<Readings.Row> readings,
    List<String> limitations,
    List<String> recommendations,
    String licence,
    String licenceId) {

  /** The document of the model that a report is on. */
  public static ModelCardDocument of(Report report) {
    Subject.Model model = report.subject().model();
    return new ModelCardDocument(
        model.name(),
        model.sha256(),
        CardTexts.description(model.classSet()),
        model.classSet().labels(),
        report.speed().content().map(Speed::parameters).orElse(OptionalLong.empty()),
        CardTexts.INTENDED_USE,
        CardTexts.OUT_OF_SCOPE,
        CardTexts.trainingData(model.classSet()) + " " + used(report.subject()),
        training(model),
        model.precision(),
        model.configuration(),
        report.subject().data().split(),
        report.figures().faces(),
        report.figures().emotions(),
        report.figures().statesByTopClass(),
        report.emotions().classes().stream().map(c -> c.metrics()).toList(),
        report.readings().content().map(Readings::rows).orElse(List.of()),
        limitations(report),
        CardTexts.RECOMMENDATIONS,
        ModelCard.LICENCE,
        "apache-2.0");
  }

  private static String used(Subject subject) {
    Subject.Model model = subject.model();
    String other = model.chosenOn().orElse(Split.PUBLIC_TEST.usage());
    return String.format(
        Locale.ROOT,
        model.chosenOn().isPresent()
            ? "The network learnt from %,d faces of Training; %,d of %s chose the epoch. The file's"
                + " SHA-256 is %s."
            : "The network learnt from %,d faces of Training and %,d of %s. The file's SHA-256 is"
                + " %s.",
        model.splitSizes().getOrDefault(Split.TRAINING.usage(), 0),
        model.splitSizes().getOrDefault(other, 0),
        other,
        model.dataSha256());
  }

  private static String training(Subject.Model model) {
    String kept =
        model
            .chosenOn()
            .map(split -> "Epoch %d was the best on " + split + " and was kept.")
            .orElse("Epoch %d, the last, was kept; no split chose it or fitted a temperature.");
    return String.format(
        Locale.ROOT,
        "Preset %s, network %s, trained by %s. " + kept,
        model.preset(),
        model.name(),
        model.engine(),
        model.epoch());
  }

  private static List<String> limitations(Report report) {
    List<String> limitations = new ArrayList<>(report.cautions());
    limitations.addAll(report.notMeasured());
    report.failures().pairs().stream()
        .limit(1)
        .forEach(
            pair ->
                limitations.add(
                    String.format(
                        Locale.ROOT,
                        "Most frequent mistake: %.0f %% of %s faces are called %s.",
                        100 * pair.share(),
                        pair.truth(),
                        pair.decision())));
    return limitations;
  }

  /** As JSON, indented, with a line end. */
  public String json() {
    return ReportJson.text(this);
  }

  private ClassSet classSet() {
    return ClassSet.ofLabels(classes.stream().map(ClassMetrics::label).toList()).orElseThrow();
  }

  /** As Markdown with the metadata block of Hugging Face's hub. */
  public String markdown() throws IOException {
    return Templates.markdown(
        "model-card.md.ftl",
        Map.of(
            "card",
            ReportJson.tree(this),
            "metrics",
            ReportText.metrics(),
            "agreements",
            ReportText.agreements(),
            "class_set",
            classSet().toString(),
            "class_title",
            classSet().title()));
  }
}
