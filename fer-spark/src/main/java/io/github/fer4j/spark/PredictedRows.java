package io.github.fer4j.spark;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * What executors do with the rows of a partition, one at a time: add size, faces and error.
 *
 * @param settings of the predictor
 * @param hadoop what file systems there are
 * @param input number of the column that holds the picture or its path
 */
record PredictedRows(PredictorSettings settings, SerializableConfiguration hadoop, int input)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    RowPredictor predictor = new RowPredictor(settings, hadoop.value());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> predictor.close());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        return extended(row, predictor.predict(row.get(input)));
      }
    };
  }

  private static Row extended(Row row, PictureRow result) {
    int before = row.size();
    Object[] cells = new Object[before + 4];
    for (int i = 0; i < before; i++) {
      cells[i] = row.get(i);
    }
    cells[before] = result.width();
    cells[before + 1] = result.height();
    cells[before + 2] = FaceSchema.rows(result.faces());
    cells[before + 3] = result.error();
    return RowFactory.create(cells);
  }
}
