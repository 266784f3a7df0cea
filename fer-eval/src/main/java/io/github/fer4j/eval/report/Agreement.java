package io.github.fer4j.eval.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** How far ten people agree on the faces that a figure is measured on. */
public enum Agreement {
  /** Whatever they say, and faces without votes too. */
  ANY("all faces", "", (votes, classes) -> Optional.empty()),
  /** More than 5 of 10 chose the same class. */
  MORE_THAN_FIVE("more than 5 of 10 agree", ", 6+", (votes, classes) -> votes.majority(classes, 5)),
  /** 8 or more of 10 chose the same class. */
  EIGHT_OR_MORE("8 or more of 10 agree", ", 8+", (votes, classes) -> votes.majority(classes, 7)),
  /** A majority as published figures on FER+ count it, see {@link Votes#ferPlusMajority}. */
  FER_PLUS("majority by FER+'s rule", ", FER+", Votes::ferPlusMajority);

  private final String title;
  private final String mark;
  private final BiFunction<Votes, List<Emotion>, Optional<Emotion>> majority;

  Agreement(
      String title, String mark, BiFunction<Votes, List<Emotion>, Optional<Emotion>> majority) {
    this.title = title;
    this.mark = mark;
    this.majority = majority;
  }

  /** Name for people, such as {@code 8 or more of 10 agree}. */
  public String title() {
    return title;
  }

  /** What a plot adds to the name of a reading; empty for all faces. */
  String mark() {
    return mark;
  }

  /** Name in files, such as {@code eight_or_more}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What they agree on; empty if they do not, or it is none of these classes. */
  public Optional<Emotion> crowd(Example example, ClassSet classes) {
    return example.votes().flatMap(votes -> majority.apply(votes, classes.emotions()));
  }
}
