package io.github.fer4j.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;

/** Finds rows of files again by their numbers. */
final class RowLookup {
  private RowLookup() {}

  static List<Record> find(List<RecordMetaData> places) throws IOException {
    Map<URI, Set<Integer>> wanted =
        places.stream()
            .collect(
                Collectors.groupingBy(
                    RecordMetaData::getURI,
                    Collectors.mapping(RowLookup::rowOf, Collectors.toSet())));
    Map<URI, Map<Integer, Example>> found = new HashMap<>();
    for (Map.Entry<URI, Set<Integer>> file : wanted.entrySet()) {
      found.put(file.getKey(), rows(file.getKey(), file.getValue()));
    }
    List<Record> records = new ArrayList<>();
    for (RecordMetaData place : places) {
      Example example = found.get(place.getURI()).get(rowOf(place));
      records.add(
          new org.datavec.api.records.impl.Record(FerRecordReader.recordOf(example), place));
    }
    return records;
  }

  private static Map<Integer, Example> rows(URI file, Set<Integer> wanted) throws IOException {
    Map<Integer, Example> found = new HashMap<>();
    try (FerRows rows = FerRows.open(CsvSource.ofFile(Path.of(file)))) {
      while (found.size() < wanted.size()) {
        Optional<Example> example = nextGood(rows);
        if (example.isEmpty()) {
          throw new NoSuchElementException(
              file + " has no good rows " + wanted + " among its " + rows.row());
        }
        example
            .filter(row -> wanted.contains(row.row()))
            .ifPresent(row -> found.put(row.row(), row));
      }
    }
    return found;
  }

  private static Optional<Example> nextGood(FerRows rows) throws IOException {
    while (true) {
      try {
        return rows.next();
      } catch (MalformedDataException bad) {
        if (bad.row() == 0) {
          throw bad;
        }
      }
    }
  }

  private static int rowOf(RecordMetaData place) {
    if (place instanceof RecordMetaDataLine line && line.getURI() != null) {
      return line.getLineNumber();
    }
    throw new IllegalArgumentException("No row of a file: " + place);
  }
}
