package io.github.fer4j.data;

import io.github.fer4j.core.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The file {@code fer2013new.csv} of FER+: a row of votes for each row of the FER2013 CSV. */
final class FerPlus {
  private static final String HEADER =
      "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";
  private static final int FIRST_COUNT = 2;

  private final Path file;
  private final List<Split> splits = new ArrayList<>();
  private final List<Votes> votes = new ArrayList<>();

  private FerPlus(Path file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read
   * @throws MalformedDataException if it is something else
   */
  static FerPlus read(Path file) throws IOException {
    FerPlus read = new FerPlus(file);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine();
      if (!HEADER.equals(header)) {
        throw read.malformed("line 1", "the header " + HEADER, "" + header);
      }
      int line = 2;
      for (String row = lines.readLine(); row != null; row = lines.readLine()) {
        read.add(row, line++);
      }
      return read;
    } catch (MalformedInputException e) {
      throw read.malformed("", "text in UTF-8", "other bytes");
    }
  }

  private void add(String row, int line) {
    String[] fields = row.split(",", -1);
    if (fields.length != FIRST_COUNT + Votes.ANSWERS) {
      throw malformed("line " + line, FIRST_COUNT + Votes.ANSWERS + " columns", fields.length + "");
    }
    splits.add(
        Split.ofUsage(fields[0])
            .orElseThrow(() -> malformed("line " + line, "a Usage of FER2013", fields[0])));
    try {
      Stream<String> counts = Arrays.stream(fields).skip(FIRST_COUNT);
      votes.add(new Votes(counts.map(Integer::valueOf).toList()));
    } catch (IllegalArgumentException e) {
      throw malformed("line " + line, "counts of votes", row);
    }
  }

  /**
   * The examples with their votes, matched by their rows.
   *
   * @param checkSplits whether the splits of both must agree; drawn ones cannot
   */
  List<Example> join(List<Example> examples, int rows, boolean checkSplits) {
    if (rows != votes.size()) {
      throw malformed("", "as many rows as the data, " + rows, "" + votes.size());
    }
    return examples.stream().map(example -> join(example, checkSplits)).toList();
  }

  private Example join(Example example, boolean checkSplits) {
    Split split = splits.get(example.row() - 1);
    if (checkSplits && split != example.split()) {
      throw malformed("row " + example.row(), "Usage " + example.split().usage(), split.usage());
    }
    return example.withVotes(votes.get(example.row() - 1));
  }

  private MalformedDataException malformed(String place, String expected, String found) {
    return MalformedDataException.inFile(
        file.toString(),
        place,
        expected,
        found,
        "Give the fer2013new.csv that belongs to the FER2013 CSV, row by row.");
  }
}
