package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.ScoredExamples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes a {@link Report} from what was measured. */
final class ReportBuilder {
  private final Bootstrap bootstrap;

  /**
   * @param bootstrap draws the intervals of every figure
   */
  public ReportBuilder(Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** The report, dated now. */
  public Report build(Measurements evidence) {
    ScoredExamples scores = evidence.scores();
    return new Report(
        ReportFolder.SCHEMA,
        Report.FORMAT_VERSION,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        evidence.subject(),
        Caveats.of(evidence.subject(), scores),
        bootstrap,
        Figures.of(scores, bootstrap),
        mapped(evidence.augmented(), augmented -> Section.of(Figures.of(augmented, bootstrap))),
        mapped(evidence.leakedRows(), leaked -> withoutLeaked(scores, leaked)),
        mapped(evidence.readings(), readings -> Section.of(Readings.of(readings, bootstrap))),
        Baselines.of(scores),
        Classification.of(scores),
        Classification.of(scores.statesByTopClass()),
        Classification.of(scores.statesBySum()),
        Calibration.of(scores, evidence.subject().data().split(), evidence.publicTest()),
        Decisions.of(scores, evidence.publicTest(), bootstrap),
        evidence.training(),
        Failures.of(scores),
        evidence.robustness(),
        evidence.speed(),
        Report.NOT_MEASURED);
  }

  private Section<Figures> withoutLeaked(ScoredExamples scores, Set<Integer> leaked) {
    int[] kept =
        IntStream.range(0, scores.size()).filter(i -> !leaked.contains(scores.row(i))).toArray();
    if (kept.length == 0) {
      return Section.absent("Every face of this split is also in Training.");
    }
    return Section.of(Figures.of(scores.select(kept), bootstrap));
  }

  private static <T, R> Section<R> mapped(Section<T> section, Function<T, Section<R>> mapping) {
    return section
        .content()
        .map(mapping)
        .orElseGet(() -> Section.absent(section.absent().orElseThrow()));
  }
}
