package io.github.fer4j.cli.export;

import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.CheckpointModel;
import io.github.fer4j.train.network.Head;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer export}: a checkpoint in, a model file and its card out. */
@Command(
    name = "export",
    description = "Write a checkpoint as an ONNX model with its card.",
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  private static final String HISTORY = "history.csv";
  private static final double BYTES_PER_MB = 1e6;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "folder of a run (its best checkpoint is taken), or a checkpoint file")
  Path checkpoint;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for model.onnx, model-card.json and the run's history.csv")
  Path out;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "divides the logits of the labels' head before the softmax; if left out that of the run's own model, fitted on"
              + " PublicTest when the run ended, and 1 for a checkpoint file or a final run")
  Double temperature;

  @Option(
      names = {"--overwrite", "--force"},
      description = "replace a model that is in --out (--force is the older name)")
  boolean overwrite;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<String, Double> temperatures = CheckpointModel.temperaturesOf(checkpoint);
    if (temperature != null) {
      temperatures = Map.of(Head.LABEL, temperature);
    }
    claimOutputs();
    ModelBundle bundle = CheckpointModel.of(checkpoint, temperatures).bundle();
    if (overwrite) {
      bundle.replaceIn(out);
    } else {
      bundle.writeTo(out);
    }
    copyHistory();
    Path model = out.resolve(ModelBundle.MODEL_FILE);
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        Locale.ROOT,
        "%s: network %s, epoch %d, %.1f MB, SHA-256 %s%n",
        model,
        bundle.card().name(),
        bundle.card().provenance().epoch(),
        Files.size(model) / BYTES_PER_MB,
        bundle.card().sha256());
    text.flush();
    return 0;
  }

  private void claimOutputs() throws IOException {
    OutputGuard guard = new OutputGuard(List.of(checkpoint), overwrite);
    for (String name : List.of(ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE, HISTORY)) {
      guard.refuseInput(out.resolve(name));
    }
    Path history = out.resolve(HISTORY);
    if (copiesHistory() && Files.exists(history) && !overwrite) {
      throw new FileAlreadyExistsException(
          history.toString(),
          null,
          "this file is there already; choose another folder, or replace it (--overwrite)");
    }
  }

  private boolean copiesHistory() throws IOException {
    boolean sameFolder = Files.exists(out) && Files.isSameFile(checkpoint, out);
    return Files.isRegularFile(checkpoint.resolve(HISTORY)) && !sameFolder;
  }

  /** For the curves in the report of {@code fer evaluate}. */
  private void copyHistory() throws IOException {
    if (copiesHistory()) {
      AtomicFile.write(out.resolve(HISTORY), Files.readAllBytes(checkpoint.resolve(HISTORY)));
    }
  }
}
