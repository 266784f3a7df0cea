package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.config.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/library.md: training in a dozen lines. */
class TrainingExampleTest {
  private static final Path DOCUMENT = Path.of("../docs/library.md");
  private static final Path THIS =
      Path.of("src/test/java/io/github/fer4j/train/TrainingExampleTest.java");

  @TempDir private Path temporary;

  @Test
  void trainingFromJava() throws Exception {
    Path csv = temporary.resolve("faces.csv");
    Path folder = temporary.resolve("run");
    FerCsvWriter.write(csv, new SyntheticFaces(8, 1).examples(), false);
    // example
    TrainingConfig config =
        TrainingConfig.preset("quick")
            .withEpochs(2)
            .withBatchSize(32)
            .withOptimizer(o -> o.withLearningRate(0.05))
            .withMixup(0.2);
    try (TrainingRun run = TrainingRun.create(folder, config)) {
      TrainingResult result = run.train(FerDataset.load(csv));
      result.best().ifPresent(epoch -> System.out.println(epoch.validationAccuracy()));
    }
    ModelBundle model = ModelBundle.read(folder);
    // end
    assertThat(model.card().provenance().configuration()).containsEntry("mixup", "0.2");
  }

  @Test
  void theDocumentHasThisExample() throws Exception {
    String source = Files.readString(THIS);
    String example =
        source
            .substring(source.indexOf("// example\n") + "// example\n".length())
            .split("// end\n")[0]
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(DOCUMENT)).contains("```java\n" + example + "\n```");
  }
}
