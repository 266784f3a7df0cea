package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.State;
import java.util.List;

/** What every model's card for people says, whatever was measured. */
final class CardTexts {
  static final List<String> INTENDED_USE =
      List.of(
          "Research and teaching about facial expression recognition, and comparison with other"
              + " models on FER2013.",
          "Sorting one's own pictures by expression, where a mistake costs nothing and those shown"
              + " agree.",
          "Prototypes in which a person decides and the model only suggests.");

  static final List<String> OUT_OF_SCOPE =
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

  static final List<String> RECOMMENDATIONS =
      List.of(
          "Measure on faces like those that it will meet, cut by the same detector, before relying"
              + " on a figure above.",
          "Leave unsure faces undecided: the report's coverage curve tells what that gains.",
          "Show people the probabilities, not the class alone, and let them overrule it.");

  private CardTexts() {}

  static String description(ClassSet classes) {
    return "Tells apart "
        + classes
        + " classes of facial expression ("
        + String.join(", ", classes.labels())
        + ") in gray faces of 48x48 pixels, and from them two states: Okay ("
        + ReportText.named(classes, State.OKAY)
        + ") and NOT Okay ("
        + ReportText.named(classes, State.NOT_OKAY)
        + "). The class names how a face looks, not what a person feels.";
  }

  static String trainingData(ClassSet classes) {
    String fer2013 =
        "FER2013 (I. Goodfellow et al., 2013): gray faces found by web search for words of emotion,"
            + " labelled by search word and checked by people.";
    return classes == ClassSet.FIVE
        ? fer2013
            + " The seven labels are merged to five classes; disgust and surprise are dropped."
        : fer2013;
  }
}
