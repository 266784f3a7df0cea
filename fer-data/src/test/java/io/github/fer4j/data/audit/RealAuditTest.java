package io.github.fer4j.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The known flaws of FER2013's Training and PublicTest, on the file that the environment variable
 * FER2013_CSV names.
 */
class RealAuditTest {
  private static final String VARIABLE = "FER2013_CSV";

  @Test
  void knownFlawsAreFound() throws IOException {
    String file = System.getenv(VARIABLE);
    assumeTrue(file != null && !file.isBlank(), VARIABLE + " names no FER2013 file");
    DatasetAudit audit = DatasetAudit.of(FerDataset.load(Path.of(file)));

    assertThat(audit.identical()).hasSize(1_274);
    assertThat(DatasetAudit.surplus(audit.identical())).isEqualTo(1_533);
    assertThat(DatasetAudit.conflicting(audit.identical())).hasSize(50);
    assertThat(audit.blank()).hasSize(12);
    assertThat(audit.leakage().get(0).identical()).isEqualTo(280);
    assertThat(audit.mirrored()).hasSize(14);
    assertThat(audit.rowsAlsoIn(Split.PUBLIC_TEST, Set.of(Split.TRAINING))).hasSizeGreaterThan(280);
  }
}
