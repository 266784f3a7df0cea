package io.github.fer4j.cli.models;

import io.github.fer4j.cli.ErrorHandler;
import io.github.fer4j.core.MalformedContentException;
import io.github.fer4j.infer.zoo.ModelZoo;
import io.github.fer4j.infer.zoo.ZooModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fer models list}: which models there are, whence and under which licence. */
@Command(
    name = "list",
    description = "List the models: where each is, its source and its licence.",
    sortOptions = false)
public final class ModelsListCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    ModelZoo zoo = ModelZoo.ofThisUser();
    PrintWriter out = spec.commandLine().getOut();
    for (ZooModel model : zoo.models()) {
      out.printf(Locale.ROOT, "%s: %s%n", model.name(), model.purpose());
      line(out, "available", state(zoo, model));
      line(out, "file", model.file() + ", " + model.size() + " bytes");
      line(out, "source", model.source().toString());
      line(out, "SHA-256", model.sha256());
      line(out, "licence", model.licence() + ", " + model.copyright());
    }
    out.flush();
    return 0;
  }

  private static void line(PrintWriter out, String label, String value) {
    out.printf(Locale.ROOT, "  %-10s %s%n", label, value);
  }

  private static String state(ModelZoo zoo, ZooModel model) {
    try {
      if (zoo.read(model).isEmpty()) {
        return "no; get it by: fer models fetch " + model.name();
      }
      return zoo.isPackaged(model) ? "in fer itself" : zoo.cached(model).toString();
    } catch (IOException | MalformedContentException e) {
      return "no: " + ErrorHandler.message(e);
    }
  }
}
