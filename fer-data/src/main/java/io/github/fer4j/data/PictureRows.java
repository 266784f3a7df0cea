package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.IIOException;

/** Reads pictures by all cores and keeps their order. */
final class PictureRows {
  private static final int PROGRESS_INTERVAL = 1000;

  private final String resource;
  private final PictureSource source;
  private final LoadOptions options;

  PictureRows(String resource, PictureSource source, LoadOptions options) {
    this.resource = resource;
    this.source = source;
    this.options = options;
  }

  /**
   * What is known of a picture before it is read.
   *
   * @param row its row, from 1
   * @param bad why it cannot be used; empty if it can
   */
  record Entry(String path, Optional<FerLabel> label, Split split, int row, Optional<Fault> bad) {}

  /** What is wrong with a picture. */
  record Fault(String expected, String found) {}

  /** What has been read. */
  record Result(List<Example> examples, SkippedRows skipped, List<String> digests) {}

  /**
   * Reads them.
   *
   * @throws MalformedDataException if one is bad and the options are strict; the first by row
   * @throws IOException if one cannot be read
   */
  Result read(List<Entry> entries) throws IOException {
    AtomicInteger done = new AtomicInteger();
    try {
      List<Read> all =
          IntStream.range(0, entries.size())
              .parallel()
              .mapToObj(i -> read(entries.get(i), done))
              .toList();
      options.progress().accept(entries.size());
      return result(all);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private record Read(
      Optional<Example> example, Optional<MalformedDataException> bad, String digest) {}

  private Read read(Entry entry, AtomicInteger done) {
    int count = done.incrementAndGet();
    if (count % PROGRESS_INTERVAL == 0) {
      synchronized (this) {
        options.progress().accept(count);
      }
    }
    if (entry.bad().isPresent()) {
      Fault fault = entry.bad().get();
      return bad(entry, fault.expected(), fault.found(), "");
    }
    String digest = "";
    try {
      byte[] bytes = source.read(entry.path());
      digest = CsvSource.sha256(bytes);
      FaceImage image = PictureDecoder.decode(bytes);
      FerLabel label = entry.label().orElseThrow();
      return new Read(
          Optional.of(new Example(image, label, entry.split(), entry.row())),
          Optional.empty(),
          digest);
    } catch (IIOException broken) {
      return bad(entry, "a whole JPEG, PNG or BMP", String.valueOf(broken.getMessage()), digest);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Read bad(Entry entry, String expected, String found, String digest) {
    return new Read(
        Optional.empty(),
        Optional.of(
            MalformedDataException.inPicture(resource, entry.path(), entry.row(), expected, found)),
        digest);
  }

  private Result result(List<Read> all) {
    List<Example> examples = new ArrayList<>();
    SkippedRows skipped = SkippedRows.NONE;
    for (Read read : all) {
      if (read.bad().isPresent()) {
        if (options.strict()) {
          throw read.bad().get();
        }
        skipped = skipped.and(read.bad().get());
      }
      read.example().ifPresent(examples::add);
    }
    return new Result(examples, skipped, all.stream().map(Read::digest).toList());
  }
}
