package io.github.fer4j.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged inputs for every reader. The build tries the same few hundred each time; {@code ./mvnw
 * -Pfuzz verify} tries others for {@code fuzz.seconds} a target.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 100);
  private static final long SEED = Long.getLong("fuzz.seed", SECONDS > 0 ? System.nanoTime() : 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void damagedInputsAreReadOrRefusedInALineThatNamesTheFile(Targets target) throws Exception {
    List<Sample> samples = target.samples(folder);
    Path findings = Path.of("target", "fuzz", target.toString());
    Fuzzing fuzzing = new Fuzzing(target, folder.resolve("inputs"), findings);

    if (SECONDS > 0) {
      fuzzing.run(samples, SEED, Duration.ofSeconds(SECONDS));
      System.out.printf("fuzz %s: %,d inputs, seed %d%n", target, fuzzing.inputs(), SEED);
    } else {
      fuzzing.run(samples, SEED, INPUTS);
    }

    assertThat(fuzzing.faults()).as("%s, seed %d", target, SEED).isEmpty();
  }
}
