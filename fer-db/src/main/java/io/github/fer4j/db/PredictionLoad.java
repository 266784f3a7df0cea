package io.github.fer4j.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads lines of JSON and stores those that are not stored yet, in constant memory. */
final class PredictionLoad {
  private static final int BATCH_SIZE = 1_000;

  private final PredictionStore store;
  private final Path file;
  private final Map<String, Optional<String>> cards = new HashMap<>();
  private final List<PredictionRecord> batch = new ArrayList<>(BATCH_SIZE);
  private long stored;
  private long alreadyThere;

  PredictionLoad(PredictionStore store, Path file) {
    this.store = store;
    this.file = file;
  }

  LoadReport run() throws IOException {
    if (Files.isDirectory(file)) {
      throw new MalformedPredictionsException(
          file.toString(), "", "a file of lines of JSON", "a folder", "Name the file in it.");
    }
    long line = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        batch.add(parse(text, line));
        if (batch.size() == BATCH_SIZE) {
          storeBatch();
        }
      }
    } catch (MalformedInputException binary) {
      throw malformed(line + 1, "text in UTF-8", "other bytes");
    }
    storeBatch();
    return new LoadReport(stored, alreadyThere);
  }

  private PredictionRecord parse(String text, long line) {
    try (MappingIterator<PredictionLine> values = PredictionLines.fromJson().readValues(text)) {
      if (!values.hasNext()) {
        throw new IllegalArgumentException("an empty line");
      }
      PredictionLine value = values.next();
      if (values.hasNext()) {
        throw new IllegalArgumentException("more than one object");
      }
      Optional<String> card =
          cards.merge(
              String.valueOf(value.modelDigest()),
              Optional.ofNullable(value.modelCard()),
              (known, given) -> known.isPresent() ? known : given);
      return value.record(card);
    } catch (IOException | RuntimeException failure) {
      Throwable json =
          failure instanceof RuntimeJsonMappingException ? failure.getCause() : failure;
      throw malformed(line, "a prediction as one JSON object", found(json));
    }
  }

  // The parser's own sentences on fields name classes of this library.
  private static String found(Throwable failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "the unknown field '" + unknown.getPropertyName() + "'";
    }
    if (failure instanceof InvalidFormatException invalid
        && invalid.getValue() instanceof String
        && !invalid.getPath().isEmpty()) {
      return "'" + invalid.getValue() + "' as the value of field " + name(invalid);
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "another value of field " + name(mapping);
    }
    if (failure instanceof JsonMappingException) {
      return "another value";
    }
    if (failure instanceof JsonProcessingException json) {
      return "text that is not JSON (" + json.getOriginalMessage() + ")";
    }
    return failure.getMessage() == null ? "an incomplete one" : failure.getMessage();
  }

  private static String name(JsonMappingException failure) {
    return failure.getPath().get(0).getFieldName();
  }

  private MalformedPredictionsException malformed(long line, String expected, String found) {
    return new MalformedPredictionsException(
        file.toString(),
        "line " + line,
        expected,
        found,
        "Fix or remove the line and load the file again: what was stored before it, "
            + (stored + alreadyThere)
            + " predictions, will not be stored twice.");
  }

  private void storeBatch() {
    List<UUID> ids = batch.stream().map(PredictionRecord::id).distinct().toList();
    Set<UUID> known = saveAll(ids);
    stored += ids.size() - known.size();
    alreadyThere += batch.size() - (ids.size() - known.size());
    batch.clear();
  }

  /** Stores the batch; returns which of these were there before. */
  private Set<UUID> saveAll(List<UUID> ids) {
    try {
      Set<UUID> known = store.stored(ids);
      store.save(batch);
      return known;
    } catch (StoreException failure) {
      throw new StoreException(
          failure.reason(),
          file
              + ": not loaded to its end, only its first "
              + (stored + alreadyThere)
              + " predictions. Load it again later: none will be stored twice. "
              + (failure instanceof NotSavedException ? failure.getCause() : failure).getMessage(),
          failure);
    }
  }
}
