package io.github.fer4j.data.audit;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Examples that show the same picture.
 *
 * @param examples in the order of the file; at least two
 */
public record DuplicateGroup(List<Example> examples) {

  public DuplicateGroup {
    examples = List.copyOf(examples);
    if (examples.size() < 2) {
      throw new IllegalArgumentException(
          "A group has two examples or more, not " + examples.size());
    }
  }

  /** How many examples there are beyond the first. */
  public int surplus() {
    return examples.size() - 1;
  }

  /** The splits that they stand in. */
  public Set<Split> splits() {
    return examples.stream().map(Example::split).collect(Collectors.toSet());
  }

  /** Whether their labels contradict each other. */
  public boolean isConflicting() {
    return examples.stream().map(Example::label).distinct().count() > 1;
  }

  /** Labels in the group, how often each. */
  public Map<FerLabel, Long> labels() {
    return examples.stream()
        .collect(Collectors.groupingBy(Example::label, LinkedHashMap::new, Collectors.counting()));
  }
}
