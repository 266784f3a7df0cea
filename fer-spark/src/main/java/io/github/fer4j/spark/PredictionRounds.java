package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predicts many pictures in rounds, each of which is committed by itself, and says after each how
 * far it is.
 *
 * @param transformer takes the column {@code path}
 * @param output where the rows go to
 * @param size pictures of a round, about
 * @param tasks of a round
 */
record PredictionRounds(EmotionTransformer transformer, Output output, int size, int tasks) {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionRounds.class);

  /**
   * Predicts all.
   *
   * @param pictures with a column {@code path}, each once; they are listed once
   */
  Rate predict(Dataset<Row> pictures) {
    pictures.cache();
    try {
      return predict(pictures, pictures.count());
    } finally {
      pictures.unpersist(); // or the next job of this session would be given this listing
    }
  }

  private Rate predict(Dataset<Row> pictures, long count) {
    long rounds = (count + size - 1) / size;
    long start = System.nanoTime();
    for (long i = 0; i < rounds; i++) {
      // By hash, so that a round is the same pictures whichever executor lists them.
      Dataset<Row> part = pictures.where(pmod(xxhash64(col("path")), lit(rounds)).equalTo(i));
      output.append(transformer.transform(part.repartition(tasks, col("path"))));
      Rate sofar = Rate.since(start, count * (i + 1) / rounds);
      LOG.info("Round {} of {}: about {}; {} in all", i + 1, rounds, sofar, count);
    }
    return Rate.since(start, count);
  }
}
