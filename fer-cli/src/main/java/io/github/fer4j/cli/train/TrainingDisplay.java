package io.github.fer4j.cli.train;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.TrainingListener;
import io.github.fer4j.train.TrainingRun;
import io.github.fer4j.train.checkpoint.Progress;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.network.Network;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a training: a progress bar for each epoch on a terminal, plain lines elsewhere. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
  private static final int BAR_WIDTH = 110;
  private static final int BAR_INTERVAL_MILLIS = 200;

  /** Where there is no terminal: seconds between lines within an epoch. */
  private static final double LINE_SECONDS = 30;

  private final TrainingRun run;
  private final PrintWriter out;
  private final boolean terminal;
  private ProgressBar bar;
  private long lastLine = System.nanoTime();

  TrainingDisplay(TrainingRun run, PrintWriter out, boolean terminal) {
    this.run = run;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void onData(int training, int validation) {
    Network network = run.config().buildNetwork();
    out.printf(
        Locale.ROOT,
        "Training %s (%,d parameters, %,d million multiply-adds a face) on %,d faces%s%n",
        network.name(),
        network.parameters(),
        Math.round(network.multiplyAdds(FaceImage.SIDE) / 1e6),
        training,
        run.config().finalRun()
            ? " of Training and PublicTest, without validation"
            : String.format(Locale.ROOT, ", validating on %,d of PublicTest", validation));
    Progress before = run.progressBefore();
    if (before.steps() > 0) {
      out.printf(
          "Resuming at epoch %d, batch %d%n",
          before.epochs() + 1, before.epochUnderWay().batches() + 1);
    }
    out.flush();
  }

  @Override
  public void onStart(EngineInfo engine) {
    out.printf(
        "Computing with %s %s on %s (%s)%n",
        engine.name(), engine.version(), engine.device(), engine.detail());
    out.flush();
  }

  @Override
  public void onStep(Step step) {
    if (terminal) {
      showBar(step);
    } else if ((System.nanoTime() - lastLine) / 1e9 > LINE_SECONDS) {
      lastLine = System.nanoTime();
      out.printf(
          "Epoch %d/%d  batch %d/%d  %s%n",
          step.epoch(), step.epochs(), step.batch(), step.batches(), figures(step));
      out.flush();
    }
  }

  private void showBar(Step step) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Epoch " + step.epoch() + "/" + step.epochs())
              .setInitialMax(step.batches())
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(BAR_INTERVAL_MILLIS)
              .setMaxRenderedLength(BAR_WIDTH)
              .hideEta()
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }
    bar.stepTo(step.batch());
    bar.setExtraMessage(figures(step));
  }

  private static String figures(Step step) {
    return String.format(
        Locale.ROOT,
        "loss %.3f  accuracy %.1f %%  %.0f images/s  %s left",
        step.loss(),
        100 * step.accuracy(),
        step.imagesPerSecond(),
        duration(step.secondsLeft()));
  }

  @Override
  public void onEpoch(EpochRecord epoch, boolean best) {
    closeBar();
    out.printf(
        Locale.ROOT,
        "Epoch %3d  %dx%d  train loss %.3f, accuracy %.1f %%%s   %.0f images/s%s%n",
        epoch.epoch(),
        epoch.inputSide(),
        epoch.inputSide(),
        epoch.trainLoss(),
        100 * epoch.trainAccuracy(),
        epoch.hasValidation() ? validation(epoch) : "",
        epoch.imagesPerSecond(),
        best ? "  best" : "");
    out.flush();
  }

  private static String validation(EpochRecord epoch) {
    return String.format(
        Locale.ROOT,
        "   PublicTest loss %.3f, accuracy %.2f %%, two states %.2f %%%s",
        epoch.validationLoss(),
        100 * epoch.validationAccuracy(),
        100 * epoch.validationStateAccuracy(),
        epoch.crowdFigures().map(TrainingDisplay::crowd).orElse(""));
  }

  private static String crowd(EpochRecord.CrowdFigures figures) {
    return String.format(
        Locale.ROOT,
        ", crowd loss %.3f, accuracy %.2f %%",
        figures.loss(),
        100 * figures.accuracy());
  }

  /** Ends the bar of an epoch under way. */
  @Override
  public void close() {
    closeBar();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Hours and minutes, or minutes and seconds. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format("%d h %02d min", whole / 3600, whole % 3600 / 60)
        : String.format("%d min %02d s", whole / 60, whole % 60);
  }
}
