package io.github.fer4j.cli.data;

import io.github.fer4j.data.audit.AuditText;
import io.github.fer4j.data.audit.DatasetAudit;
import io.github.fer4j.eval.report.AuditReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer data audit}: what a data set has wrong with it. */
@Command(
    name = "audit",
    description =
        "Find copies and near copies within and across splits, contradicting labels, blank images,"
            + " and how classes and light are spread.",
    sortOptions = false)
public final class DataAuditCommand implements Callable<Integer> {

  @Mixin DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "write the audit into this new folder: page, Markdown, JSON, plots")
  Path out;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (out != null && Files.exists(out)) {
      throw new FileAlreadyExistsException(
          out.toString(), null, "is there already; choose another folder, or remove this one");
    }
    DatasetAudit audit = DatasetAudit.of(data.load());
    AuditReport report = AuditReport.of(audit);
    PrintWriter printer = spec.commandLine().getOut();
    printer.print(json ? report.json() : AuditText.of(audit));
    printer.flush();
    if (out != null) {
      report.write(out);
    }
    return 0;
  }
}
