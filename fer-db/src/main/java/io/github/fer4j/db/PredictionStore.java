package io.github.fer4j.db;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.db.Database.Repeat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps what was seen, in MySQL, MariaDB or an embedded database, and answers questions about it.
 * May be used by many threads at once.
 *
 * <p>What {@code save} has returned for is in the database, once: each observation has an
 * identifier of its own, so that a save whose connection was cut can be tried again, and is,
 * without storing anything twice. All methods throw {@link StoreException} when the database fails
 * them.
 */
public final class PredictionStore implements AutoCloseable {
  /** How long a save is tried again when the database is away or others are in the way. */
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

  /** Opens the store at this address: see the other two ways of opening. */
  public static PredictionStore open(StoreAddress address) {
    return open(address, PATIENCE);
  }

  /**
   * Opens the store at this address.
   *
   * @param patience how long a save is tried again when the database is away or others are in the
   *     way
   */
  public static PredictionStore open(StoreAddress address, Duration patience) {
    Database database = Database.connect(address, patience);
    try {
      String version = new SchemaMigration(database, address).bringUpToDate();
      return new PredictionStore(database, address, version);
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /**
   * Stores the faces of a picture that was looked at just now.
   *
   * @throws NotSavedException if they could not be stored
   */
  public void save(Source source, ModelReference model, FacePrediction... faces) {
    Instant now = Instant.now();
    save(Arrays.stream(faces).map(face -> Observation.inPhoto(source, model, face, now)).toList());
  }

  /** Stores one observation: see {@link #save(Collection)}, which is much faster for many. */
  public void save(Observation observation) {
    save(List.of(observation));
  }

  /**
   * Stores observations in one transaction: all, or none. Those that are stored already stay as
   * they are.
   *
   * @throws NotSavedException if they could not be stored
   */
  public void save(Collection<Observation> observations) {
    Map<UUID, Observation> distinct = new LinkedHashMap<>();
    observations.forEach(seen -> distinct.putIfAbsent(seen.id(), seen));
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
      throw new NotSavedException(failure, List.copyOf(observations));
    }
  }

  /** Which of these observations are stored. */
  public Set<UUID> stored(Collection<UUID> ids) {
    return database.read(context -> new PredictionRows(context).stored(ids));
  }

  /** A writer that stores in the background what it is given one by one. */
  public ObservationWriter writer(WriterOptions options) {
    return new ObservationWriter(this::save, options);
  }

  /** What was seen in this source, the newest first. */
  public List<StoredPrediction> byPath(String path) {
    return find(PredictionFilter.ALL.withPath(path), Integer.MAX_VALUE);
  }

  /** What was seen from one time on and before another, the newest first. */
  public List<StoredPrediction> between(Instant from, Instant to) {
    return find(PredictionFilter.ALL.since(from).before(to), Integer.MAX_VALUE);
  }

  /** The newest so many predictions, the newest first. */
  public List<StoredPrediction> latest(int count) {
    return find(PredictionFilter.ALL, count);
  }

  /** The newest so many of the predictions that are meant, the newest first. */
  public List<StoredPrediction> find(PredictionFilter filter, int count) {
    return database.read(context -> new PredictionQueries(context).latest(filter, count));
  }

  /**
   * Hands on all predictions that are meant, in the order in which they were stored, a page at a
   * time, so that they need not fit into memory.
   */
  public void forEach(PredictionFilter filter, Consumer<StoredPrediction> action) {
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
   * Forgets a source and all that was seen in it.
   *
   * @return how many predictions were deleted
   */
  public int deleteByPath(String path) {
    return delete(PredictionFilter.ALL.withPath(path));
  }

  /**
   * Forgets what was seen before a time.
   *
   * @return how many predictions were deleted
   */
  public int deleteOlderThan(Instant time) {
    return delete(PredictionFilter.ALL.before(time));
  }

  /**
   * Forgets the predictions that are meant, and the sources of which nothing is left. An embedded
   * database's file still holds what was deleted until the store is closed; a server's files and
   * binary log for as long as its administrator has them do so.
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
   * Writes the predictions that are meant as lines of text in UTF-8. The stream stays open.
   *
   * @return how many predictions were written
   * @throws IOException if the stream does not take them
   */
  public long export(PredictionFilter filter, ExportFormat format, OutputStream out)
      throws IOException {
    return PredictionExport.write(this, filter, format, out);
  }

  /**
   * Stores the predictions of a file of JSON lines: one that an {@link ObservationWriter} left, or
   * an export. Those that are stored already stay as they are, so a file can be loaded again, after
   * a failure half-way for example, and each prediction is stored once.
   *
   * @throws IOException if the file cannot be read
   * @throws MalformedPredictionsException if a line is no prediction
   * @throws StoreException if the database fails; the message says how many are stored
   */
  public LoadReport load(Path file) throws IOException {
    return new PredictionLoad(this, file).run();
  }

  /** Where this store is and what it holds. */
  public StoreStatus status() {
    return database.read(
        context ->
            new PredictionQueries(context)
                .status(address.toString(), database.product(), schemaVersion));
  }

  Database database() {
    return database;
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
