package io.github.fer4j.cli.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import io.github.fer4j.data.DatasetSummary;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.SkippedRow;
import io.github.fer4j.data.SkippedRows;
import java.util.Locale;

/** A summary as JSON. */
final class SummaryJson {
  private SummaryJson() {}

  static ObjectNode of(FerDataset dataset, ClassSet classes) {
    DatasetSummary summary = dataset.summary();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("file", dataset.file().toString());
    root.put("form", dataset.form());
    root.put("sha256", dataset.sha256());
    root.put("classes", classes.toString());
    root.put("rows", summary.rows());
    ObjectNode splits = root.putObject("splits");
    for (Split split : Split.values()) {
      splits.set(split.usage(), split(summary, split, classes));
    }
    root.set("skipped", skipped(summary.skipped()));
    return root;
  }

  private static ObjectNode split(DatasetSummary summary, Split split, ClassSet classes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rows", summary.rows(split));
    node.put("used", summary.used(split, classes));
    node.put("dropped", summary.dropped(split, classes));
    ObjectNode labels = node.putObject("labels");
    for (FerLabel label : FerLabel.values()) {
      labels.put(label.name().toLowerCase(Locale.ROOT), summary.count(split, label));
    }
    ObjectNode emotions = node.putObject("emotions");
    for (Emotion emotion : classes.emotions()) {
      emotions.put(emotion.label(), summary.count(split, emotion));
    }
    ObjectNode states = node.putObject("states");
    for (State state : State.values()) {
      states.put(state.label(), summary.count(split, state, classes));
    }
    return node;
  }

  private static ObjectNode skipped(SkippedRows skipped) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("count", skipped.count());
    ArrayNode first = node.putArray("first");
    for (SkippedRow row : skipped.first()) {
      first.addObject().put("row", row.row()).put("place", row.place()).put("fault", row.fault());
    }
    return node;
  }
}
