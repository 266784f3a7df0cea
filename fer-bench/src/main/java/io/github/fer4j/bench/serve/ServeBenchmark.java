package io.github.fer4j.bench.serve;

import io.github.fer4j.bench.predict.Figure;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The measurements, one method each, of a server beside the library in this process. */
final class ServeBenchmark {
  private static final int MEDIAN = 50;
  private static final int SLOW = 95;
  private static final int ROUNDS = 3;
  private static final int REFUSED_PER_PAIR = 10;
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final EmotionPredictor predictor;
  private final ServerProcess server;
  private final LoopbackClient client;
  private final List<Path> files;
  private final List<byte[]> pictures;

  /**
   * @param files pictures that all measurements take in turn
   */
  ServeBenchmark(
      EmotionPredictor predictor, ServerProcess server, LoopbackClient client, List<Path> files)
      throws IOException {
    this.predictor = predictor;
    this.server = server;
    this.client = client;
    this.files = files;
    this.pictures = contents(files);
  }

  static List<byte[]> contents(List<Path> files) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(Files.readAllBytes(file));
    }
    return contents;
  }

  /**
   * Answers so many small pictures by the library and by the server: until the compiler is done
   * with what happens once a request, it takes a part of the processors.
   */
  void warmUp(List<Path> small, int clients, int count) throws IOException {
    predictAll(small, count);
    client.predictAll(contents(small), count, clients);
  }

  /**
   * What remains of a request without the picture's work: as many bytes that are no picture, which
   * are received, queued and refused.
   */
  List<Figure> framework(int pairs) {
    byte[] noPicture = new byte[picture(0).length];
    for (int i = 0; i < REFUSED_PER_PAIR * pairs; i++) {
      client.sendNoPicture(noPicture);
    }
    ProcessorMeter meter = new ProcessorMeter(server, client);
    DescriptiveStatistics refused = new DescriptiveStatistics();
    for (int i = 0; i < REFUSED_PER_PAIR * pairs; i++) {
      refused.addValue(millis(() -> client.sendNoPicture(noPicture)));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("refused_median_ms", "request that is no picture, median", refused, MEDIAN));
    figures.addAll(meter.figures("refused", "no picture", REFUSED_PER_PAIR * pairs));
    return figures;
  }

  /** Library calls and requests in turn, so that whatever slows this machine slows both. */
  List<Figure> latency(int pairs) {
    for (int i = 0; i < pairs; i++) { // until both are compiled
      predictor.predict(picture(i));
      client.predict(picture(i));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ProcessorMeter meter = new ProcessorMeter(server, client);
    DescriptiveStatistics libraryProcessor = new DescriptiveStatistics();
    DescriptiveStatistics library = new DescriptiveStatistics();
    DescriptiveStatistics request = new DescriptiveStatistics();
    DescriptiveStatistics difference = new DescriptiveStatistics();
    for (int i = 0; i < pairs; i++) {
      byte[] picture = picture(i);
      long processor = threads.getCurrentThreadCpuTime();
      double called = millis(() -> predictor.predict(picture));
      libraryProcessor.addValue((threads.getCurrentThreadCpuTime() - processor) / NANOS_PER_MILLI);
      double asked = millis(() -> client.predict(picture));
      library.addValue(called);
      request.addValue(asked);
      difference.addValue(asked - called);
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("library_median_ms", "library call, median", library, MEDIAN));
    figures.add(figure("request_median_ms", "request, median", request, MEDIAN));
    figures.add(figure("request_p95_ms", "request, p95", request, SLOW));
    figures.add(
        figure(
            "request_more_median_ms",
            "request more than the call beside it, median",
            difference,
            MEDIAN));
    figures.add(
        new Figure(
            "library_cpu_ms", "processor time a library call", libraryProcessor.getMean(), "ms"));
    figures.addAll(meter.figures("request", "one client", pairs));
    return figures;
  }

  /** The same pictures by predictAll and by clients, in turn. */
  List<Figure> throughput(int clients, int count) {
    predictAll(files, count / 4);
    client.predictAll(pictures, count / 4, clients);
    ProcessorMeter meter = new ProcessorMeter(server, client);
    DescriptiveStatistics libraryProcessor = new DescriptiveStatistics();
    DescriptiveStatistics library = new DescriptiveStatistics();
    DescriptiveStatistics requests = new DescriptiveStatistics();
    for (int round = 0; round < ROUNDS; round++) {
      Duration processor = processorTime();
      library.addValue(millis(() -> predictAll(files, count)));
      libraryProcessor.addValue(processorTime().minus(processor).toNanos() / NANOS_PER_MILLI);
      requests.addValue(millis(() -> client.predictAll(pictures, count, clients)));
    }
    double byLibrary = count * 1000.0 / library.getPercentile(MEDIAN);
    double byServer = count * 1000.0 / requests.getPercentile(MEDIAN);
    double byPicture = libraryProcessor.getMean() / count;
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("predict_all_per_second", "predictAll", byLibrary, "pictures/s"));
    figures.add(new Figure("clients_per_second", clients + " clients", byServer, "pictures/s"));
    figures.add(new Figure("clients_share", "clients over predictAll", byServer / byLibrary, ""));
    figures.add(
        new Figure("predict_all_cpu_ms", "processor time a picture, predictAll", byPicture, "ms"));
    figures.addAll(meter.figures("clients", clients + " clients", ROUNDS * count));
    return figures;
  }

  /** Of this process, compilation and garbage collection included. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void predictAll(List<Path> pictures, int count) {
    Stream<Path> taken = IntStream.range(0, count).mapToObj(i -> pictures.get(i % pictures.size()));
    try (Stream<PictureResult> results = predictor.predictAll(taken)) {
      if (!results.allMatch(PictureResult.Predicted.class::isInstance)) {
        throw new IllegalStateException("A picture of this benchmark's own cannot be read");
      }
    }
  }

  /** 20 requests a second while a stream is fed as fast as it answers. */
  List<Figure> besideStream(int seconds) throws InterruptedException {
    try (FrameFeed feed = client.feed(pictures)) {
      Paced.Result paced = Paced.run(20, seconds, i -> client.predict(picture(i)));
      double frames = (double) feed.answered() / seconds;
      return List.of(
          new Figure(
              "beside_stream_per_second", "requests beside a stream", paced.perSecond(), "/s"),
          new Figure("beside_stream_p95_ms", "their p95", paced.p95Millis(), "ms"),
          new Figure("stream_frames_per_second", "the stream's frames", frames, "/s"));
    }
  }

  private byte[] picture(int i) {
    return pictures.get(i % pictures.size());
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static Figure figure(
      String key, String label, DescriptiveStatistics millis, int percentile) {
    return new Figure(key, label, millis.getPercentile(percentile), "ms");
  }
}
