package io.github.fer4j.cli.fuzz;

import static io.github.fer4j.cli.CommandRun.fer;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A report on a few drawn faces. */
final class ReportSamples {
  static final List<String> FILES = List.of("report.json", "predictions.csv");

  private ReportSamples() {}

  static Path make(Path folder) throws IOException {
    Path data = folder.resolve("faces.csv");
    Path model = TinyModel.writeTo(folder.resolve("model"));
    Path report = folder.resolve("report");
    fer("sample-data", "--out", data, "--per-class", 8);
    CommandRun run =
        fer(
            "evaluate",
            "--data",
            data,
            "--split",
            "public_test",
            "--model",
            model,
            "--out",
            report,
            "--bootstrap",
            10);
    if (run.exitCode() != 0) {
      throw new IllegalStateException(run.err());
    }
    return report;
  }
}
