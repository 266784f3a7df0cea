package io.github.fer4j.core.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;

/** Copies of records in which some components differ. */
public final class Records {
  private Records() {}

  /**
   * @throws IllegalArgumentException as the record's constructor
   */
  public static <R extends Record> R with(R record, String name, Object value) {
    return with(record, Map.of(name, value));
  }

  /**
   * @param changes new values by the names of their components
   * @throws IllegalArgumentException as the record's constructor
   */
  public static <R extends Record> R with(R record, Map<String, ?> changes) {
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) record.getClass();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        Object changed = changes.get(components[i].getName());
        values[i] = changed == null ? components[i].getAccessor().invoke(record) : changed;
      }
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException outOfRange) {
        throw outOfRange;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
