package io.github.fer4j.db;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.OwnerOnly;
import io.github.fer4j.db.Database.Repeat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Stores predictions in MySQL, MariaDB or an embedded database, and queries them. May be used by
 * many threads at once.
 *
 * <p>When {@code save} has returned, its records are in the database, each once: a record's
 * identifier lets a save whose connection was lost be repeated, which the store does, without
 * storing anything twice. All methods throw {@link StoreException} when the database fails.
 */
public final class PredictionStore implements AutoCloseable {
  /** How long a failed save is retried: 15 seconds. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Database database;
  private final StoreAddress address;
  private final String schemaVersion;

  private PredictionStore(Database database, StoreAddress address, String schemaVersion) {
    this.database = database;
    this.address = address;
    this.schemaVersion = schemaVersion;
  }

  /**
   * Opens a store in a MySQL or MariaDB server, and makes or updates its tables if they are not up
   * to date.
   *
   * @param jdbcUrl {@code jdbc:mysql://host[:port]/database[?properties]}; the database exists
   * @param user user's name
   * @param password password
   * @throws StoreException if there is no such server or database, the user is refused, or the
   *     tables are newer than this library or cannot be made
   * @throws IllegalArgumentException if the URL is not of that form
   */
  public static PredictionStore open(String jdbcUrl, String user, String password) {
    return open(StoreAddress.parse(jdbcUrl).withCredentials(user, password));
  }

  /**
   * Opens a store in one file, which is made if it is not there. One process can have it open at a
   * time; a second one waits five seconds for it.
   *
   * @param file the database's file; its name ends in {@code .mv.db}, which may be left out
   * @throws StoreException if it cannot be opened
   */
  public static PredictionStore embedded(Path file) {
    return open(StoreAddress.embedded(file));
  }

  /** Opens the store at this address, with {@link #PATIENCE}. */
  public static PredictionStore open(StoreAddress address) {
    return open(address, PATIENCE);
  }

  /**
   * Opens the store at this address.
   *
   * @param patience how long a save is retried when the database is unreachable or rows are locked
   * @throws StoreException if it cannot be opened, or the tables are newer than this library
   * @throws IllegalArgumentException if the address is that of a folder
   */
  public static PredictionStore open(StoreAddress address, Duration patience) {
    address.requireNoFolder();
    Optional<Path> newFile = address.file().filter(file -> !Files.exists(file));
    Database database = Database.connect(address, patience);
    try {
      if (newFile.isPresent()) {
        OwnerOnly.restrict(newFile.get());
      }
      String version = new SchemaMigration(database, address).bringUpToDate();
      return new PredictionStore(database, address, version);
    } catch (IOException failure) {
      database.close();
      throw new FailureMessage(address).explain(failure);
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /**
   * Stores the faces of a picture, with the current time.
   *
   * @throws NotSavedException if they could not be stored
   */
  public void save(Source source, ModelReference model, FacePrediction... faces) {
    Instant now = Instant.now();
    save(
        Arrays.stream(faces)
            .map(face -> PredictionRecord.inPhoto(source, model, face, now))
            .toList());
  }

  /** Stores one record. {@link #save(Collection)} is much faster for many. */
  public void save(PredictionRecord record) {
    save(List.of(record));
  }

  /**
   * Stores records in one transaction: all, or none. Those that are stored already stay as they
   * are.
   *
   * @throws NotSavedException if they could not be stored
   */
  public void save(Collection<PredictionRecord> records) {
    Map<UUID, PredictionRecord> distinct = new LinkedHashMap<>();
    records.forEach(record -> distinct.putIfAbsent(record.id(), record));
    if (distinct.isEmpty()) {
      return;
    }
    try {
      database.transaction(
          Repeat.SAFE,
          (transaction, attempt) -> {
            PredictionRows rows = new PredictionRows(transaction);
            if (attempt > 0) {
              distinct.keySet().removeAll(rows.stored(distinct.keySet()));
            }
            if (!distinct.isEmpty()) {
              rows.insert(List.copyOf(distinct.values()));
            }
            return null;
          });
    } catch (StoreException failure) {
      throw new NotSavedException(failure, List.copyOf(records));
    }
  }

  /**
   * Keeps that no face was found in these pictures, in one transaction. Those that are kept already
   * stay as they are.
   *
   * @param pictures a thousand at most, which go into one statement
   */
  public void saveFaceless(Collection<FacelessPicture> pictures) {
    if (!pictures.isEmpty()) {
      Map<UUID, FacelessPicture> byId = FacelessRows.byId(pictures);
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      database.transaction(
          Repeat.SAFE,
          (transaction, attempt) -> {
            new FacelessRows(transaction).insert(byId, now);
            return null;
          });
    }
  }

  /**
   * In which of these pictures no face was found.
   *
   * @param pictures a thousand at most, which go into one statement
   */
  public Set<FacelessPicture> faceless(Collection<FacelessPicture> pictures) {
    Map<UUID, FacelessPicture> byId = FacelessRows.byId(pictures);
    Set<UUID> stored = database.read(context -> new FacelessRows(context).stored(byId.keySet()));
    byId.keySet().retainAll(stored);
    return Set.copyOf(byId.values());
  }

  /** Which of these records are stored. */
  public Set<UUID> stored(Collection<UUID> ids) {
    return database.read(context -> new PredictionRows(context).stored(ids));
  }

  /**
   * A writer that stores records in the background.
   *
   * @throws IllegalArgumentException if the spill file of the options exists
   */
  public PredictionWriter writer(WriterOptions options) {
    return new PredictionWriter(this::save, options);
  }

  /** The predictions of this source, the newest first. */
  public List<PredictionRecord> byPath(String path) {
    return find(PredictionFilter.ALL.withPath(path), Integer.MAX_VALUE);
  }

  /** The predictions taken from one time on and before another, the newest first. */
  public List<PredictionRecord> between(Instant from, Instant to) {
    return find(PredictionFilter.ALL.since(from).before(to), Integer.MAX_VALUE);
  }

  /** The newest predictions, at most this many, the newest first. */
  public List<PredictionRecord> latest(int count) {
    return find(PredictionFilter.ALL, count);
  }

  /** The newest predictions that match, at most this many, the newest first. */
  public List<PredictionRecord> find(PredictionFilter filter, int count) {
    return database.read(context -> new PredictionQueries(context).latest(filter, count));
  }

  /**
   * Passes all predictions that match to an action, in the order in which they were stored, a page
   * at a time, so that they need not fit into memory.
   */
  public void forEach(PredictionFilter filter, Consumer<PredictionRecord> action) {
    PredictionQueries.forEach(database, filter, action);
  }

  /** How many predictions there are of each class and state. */
  public PredictionCounts counts(PredictionFilter filter) {
    return database.read(context -> new PredictionQueries(context).counts(filter));
  }

  /** How many predictions there are in each hour (UTC) that has any, the earliest first. */
  public List<HourCount> timeline(PredictionFilter filter) {
    return database.read(context -> new PredictionQueries(context).timeline(filter));
  }

  /**
   * Deletes a source and all its predictions.
   *
   * @return how many predictions were deleted
   */
  public int deleteByPath(String path) {
    return delete(PredictionFilter.ALL.withPath(path));
  }

  /**
   * Deletes the predictions taken before a time.
   *
   * @return how many predictions were deleted
   */
  public int deleteOlderThan(Instant time) {
    return delete(PredictionFilter.ALL.before(time));
  }

  /**
   * Deletes the predictions that match, and the sources and models of which no prediction is left;
   * likewise what was kept of pictures without a face, unless only a state or a class is meant. The
   * deleted data leaves an embedded database's file when the store is closed; a server keeps it in
   * its files and binary log for as long as its administrator has configured.
   *
   * @return how many predictions were deleted
   */
  public int delete(PredictionFilter filter) {
    int deleted =
        database.transaction(
            Repeat.UNSAFE,
            (transaction, attempt) -> new PredictionDeletion(transaction).delete(filter));
    database.compactWhenClosed();
    return deleted;
  }

  /**
   * Writes the predictions that match as lines of text in UTF-8. The stream stays open.
   *
   * @return how many predictions were written
   * @throws IOException if the stream cannot be written to
   */
  public long export(PredictionFilter filter, ExportFormat format, OutputStream out)
      throws IOException {
    return PredictionExport.write(this, filter, format, out);
  }

  /**
   * Stores the predictions of a file of JSON lines: one that an {@link PredictionWriter} left, or
   * an export. Those that are stored already stay as they are, so a file can be loaded again, after
   * a failure half-way for example, and each prediction is stored once.
   *
   * @throws IOException if the file cannot be read
   * @throws MalformedPredictionsException if a line is not a prediction
   * @throws StoreException if the database fails; the message says how many are stored
   */
  public LoadReport load(Path file) throws IOException {
    return new PredictionLoad(this, file).run();
  }

  /** Where this store is and how much it holds. */
  public StoreStatus status() {
    return database.read(
        context ->
            new PredictionQueries(context)
                .status(address.toString(), database.product(), schemaVersion));
  }

  /** Where this store is, without credentials. */
  public StoreAddress address() {
    return address;
  }

  /** Closes the connections. Close writers first. */
  @Override
  public void close() {
    database.close();
  }
}
