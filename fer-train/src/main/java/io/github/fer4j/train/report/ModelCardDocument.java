package io.github.fer4j.train.report;

import io.github.fer4j.train.evaluation.Estimate;
import io.github.fer4j.train.onnx.ModelExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people should know of a model before they use it, under the headings of Hugging Face's model
 * cards (M. Mitchell et al., "Model Cards for Model Reporting", 2019). As Markdown it is a {@code
 * README.md} for the model; as JSON it is for programs. What the library itself needs to open a
 * model is in the shorter {@link io.github.fer4j.core.ModelCard}.
 *
 * @param name of the model
 * @param sha256 of the model file
 * @param description what it does
 * @param intendedUse what it is for, a sentence each
 * @param outOfScopeUse what it must not be used for
 * @param trainingData what it learnt from
 * @param training how
 * @param metrics figures over five classes with intervals, by key
 * @param stateMetrics figures over two states by top class
 * @param measuredOn split and number of faces of the figures
 * @param limitations what to expect of it
 * @param licence terms of the model file
 * @param licenceId of the file's terms, by SPDX
 */
public record ModelCardDocument(
    String name,
    String sha256,
    String description,
    List<String> intendedUse,
    List<String> outOfScopeUse,
    String trainingData,
    String training,
    Map<String, Estimate> metrics,
    Map<String, Estimate> stateMetrics,
    String measuredOn,
    List<String> limitations,
    String licence,
    String licenceId) {

  private static final String DESCRIPTION =
      "Tells apart five classes of facial expression (Angry, Fear, Happy, Neutral, Sad) in gray"
          + " faces of 48x48 pixels, and from them two states: Okay (Happy, Fear, Neutral) and NOT"
          + " Okay (Angry, Sad). The class names how a face looks, not what a person feels.";

  private static final List<String> INTENDED_USE =
      List.of(
          "Research and teaching about facial expression recognition, and comparison with other"
              + " models on FER2013.",
          "Sorting one's own pictures by expression, where a mistake costs nothing and those shown"
              + " agree.",
          "Prototypes in which a person decides and the model only suggests.");

  private static final List<String> OUT_OF_SCOPE =
      List.of(
          "Inferring the feelings of people at work or in education. In the European Union that is"
              + " a prohibited practice under Article 5(1)(f) of the AI Act (Regulation (EU)"
              + " 2024/1689), save for medical and safety reasons.",
          "Any decision about a person: hiring, grading, policing, insurance, credit, health.",
          "Reading feelings, intentions or honesty. An expression class is not an inner feeling:"
              + " people smile unhappy and frown in thought.",
          "Watching people who do not know or did not agree. Boxes with paths and times are"
              + " personal data under the GDPR where a person can be identified; whoever stores them"
              + " needs a legal ground, tells those concerned, and deletes on request.",
          "Faces of children, and groups of people on whom the model was never measured.");

  private static final String TRAINING_DATA =
      "FER2013 (I. Goodfellow et al., 2013): gray faces found by web search for words of emotion,"
          + " labelled by search word and checked by people. The seven labels are merged to five"
          + " classes; disgust and surprise are dropped.";

  /** The document of the model that a report is on. */
  public static ModelCardDocument of(Report report) {
    Subject.Model model = report.subject().model();
    return new ModelCardDocument(
        model.name(),
        model.sha256(),
        DESCRIPTION,
        INTENDED_USE,
        OUT_OF_SCOPE,
        TRAINING_DATA + " " + used(model),
        "Preset "
            + model.preset()
            + " on "
            + model.engine()
            + "; epoch "
            + model.epoch()
            + " was the best on "
            + model.chosenOn()
            + ".",
        report.figures().emotions(),
        report.figures().statesByTopClass(),
        report.figures().faces() + " faces of " + report.subject().data().split(),
        limitations(report),
        ModelExport.LICENCE,
        "apache-2.0");
  }

  private static String used(Subject.Model model) {
    StringBuilder text = new StringBuilder("Used: ");
    model
        .splitSizes()
        .forEach(
            (split, size) -> text.append(size).append(" faces of ").append(split).append(", "));
    return text + "from a file with SHA-256 " + model.dataSha256() + ".";
  }

  private static List<String> limitations(Report report) {
    List<String> limitations = new ArrayList<>(report.notMeasured());
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
    if (report.subject().data().split().equals(report.subject().model().chosenOn())) {
      limitations.add(
          "The figures are of the split that chose the epoch, so they flatter the model a little.");
    }
    return limitations;
  }

  /** As JSON, indented, with a line end. */
  public String json() {
    return ReportJson.text(this);
  }

  /** As Markdown with the metadata block of Hugging Face's hub. */
  public String markdown() throws IOException {
    return Templates.text(
        "model-card.md.ftl",
        Map.of("card", ReportJson.tree(this), "metrics", ReportText.metrics()));
  }
}
