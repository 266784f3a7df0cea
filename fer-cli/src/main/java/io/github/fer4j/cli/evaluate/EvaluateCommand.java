package io.github.fer4j.cli.evaluate;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.WholeFile;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.evaluation.Evaluation;
import io.github.fer4j.train.evaluation.EvaluationJson;
import io.github.fer4j.train.evaluation.EvaluationText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer evaluate}: the figures of an exported model on a split of a CSV. */
@Command(name = "evaluate", description = "Measure a model on a split.", sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "CSV",
      description = "FER2013 CSV (.csv, .csv.gz or .zip)")
  Path data;

  @Option(names = "--split", required = true, description = "public_test, private_test or training")
  Split split;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "folder of a run or of an export; the shipped model where left out")
  Path model;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON too")
  Path json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelBundle bundle = model == null ? ModelBundle.shipped() : ModelBundle.read(model);
    List<Example> examples = FerDataset.load(data).examples(split);
    Evaluation evaluation;
    int threads = Runtime.getRuntime().availableProcessors();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(bundle, threads)) {
      evaluation = evaluate(classifier, examples);
    }
    spec.commandLine().getOut().print(EvaluationText.of(evaluation));
    spec.commandLine().getOut().flush();
    if (json != null) {
      WholeFile.write(json, EvaluationJson.of(evaluation).toPrettyString() + "\n");
    }
    return 0;
  }

  private static Evaluation evaluate(EmotionClassifier classifier, List<Example> examples) {
    List<Prediction> predictions =
        classifier.classify(examples.stream().map(Example::image).toList());
    List<Emotion> truths =
        examples.stream().map(example -> example.label().emotion().orElseThrow()).toList();
    float[] probabilities = new float[predictions.size() * Emotion.COUNT];
    for (int i = 0; i < predictions.size(); i++) {
      double[] row = predictions.get(i).toArray();
      for (int c = 0; c < Emotion.COUNT; c++) {
        probabilities[i * Emotion.COUNT + c] = (float) row[c];
      }
    }
    return Evaluation.of(truths, probabilities);
  }
}
