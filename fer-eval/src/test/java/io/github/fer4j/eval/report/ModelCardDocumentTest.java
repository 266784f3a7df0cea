package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCardDocumentTest {
  private static final Report REPORT = SyntheticReports.whole(300).report();
  private static final ModelCardDocument CARD = ModelCardDocument.of(REPORT);

  @Test
  void markdownHasTheHeadingsOfModelCards() throws IOException {
    assertThat(CARD.markdown().lines().filter(line -> line.startsWith("#")))
        .containsSubsequence(
            "# Model Card for made-up",
            "## Model Details",
            "## Uses",
            "### Direct Use",
            "### Out-of-Scope Use",
            "## Bias, Risks, and Limitations",
            "### Recommendations",
            "## How to Get Started with the Model",
            "## Training Details",
            "### Training Data",
            "### Training Procedure",
            "#### Training Hyperparameters",
            "## Evaluation",
            "### Testing Data, Factors & Metrics",
            "### Results");
  }

  @Test
  void metadataIsYamlWithTheMeasuredFigures() throws IOException {
    String markdown = CARD.markdown();
    assertThat(markdown).startsWith("---\n");
    String block = markdown.substring(4, markdown.indexOf("\n---\n", 4));
    JsonNode metadata = new YAMLMapper().readTree(block);
    assertThat(metadata.path("license").asText()).isEqualTo("apache-2.0");
    JsonNode metrics = metadata.at("/model-index/0/results/0/metrics");
    assertThat(metrics.get(0).path("type").asText()).isEqualTo("accuracy");
    double accuracy = REPORT.figures().emotions().get("accuracy").value().orElseThrow();
    assertThat(Math.abs(metrics.get(0).path("value").asDouble() - accuracy)).isLessThan(0.0001);
  }

  @Test
  void precisionAndSplitsAreSaidForWhatTheyWere() throws IOException {
    assertThat(CARD.markdown())
        .contains("**Training regime:** precision bfloat16")
        .contains("learnt from 25,102 faces of Training; 3,118 of PublicTest chose the epoch")
        .contains("| batch-size | 64 |");
  }

  @Test
  void whatIsBannedAndWhatIsPersonalIsSaid() throws IOException {
    assertThat(CARD.markdown())
        .contains("Article 5(1)(f)")
        .contains("not an inner feeling")
        .contains("personal data under the GDPR");
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    JsonNode json = new ObjectMapper().readTree(CARD.json());
    for (String field :
        List.of("intended_use", "out_of_scope_use", "training_data", "limitations", "licence")) {
      assertThat(json.path(field).size() + json.path(field).asText().length()).isPositive();
    }
    assertThat(json.at("/metrics/accuracy/low").isNumber()).isTrue();
  }
}
