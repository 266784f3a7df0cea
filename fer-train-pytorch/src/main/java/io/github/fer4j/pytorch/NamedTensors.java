package io.github.fer4j.pytorch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Tensors for keeps under their names, going in and out as arrays in row-major order. */
final class NamedTensors implements AutoCloseable {
  private final String what;
  private final Placement placement;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * @param what what they are, for messages
   * @param placement where they live
   */
  NamedTensors(String what, Placement placement) {
    this.what = what;
    this.placement = placement;
  }

  /** Keeps a copy of the tensor. */
  Tensor add(String name, Tensor tensor) {
    Tensor kept = placement.keep(tensor);
    tensors.put(name, kept);
    return kept;
  }

  Tensor get(String name) {
    return tensors.get(name);
  }

  Map<String, float[]> copy() {
    return NativeScope.callWithoutGradients(
        () -> {
          Map<String, float[]> copies = new LinkedHashMap<>();
          tensors.forEach((name, tensor) -> copies.put(name, Placement.values(tensor)));
          return copies;
        });
  }

  /**
   * Overwrites all of them, or none.
   *
   * @throws IllegalArgumentException if a name is missing or unknown, or a length differs
   */
  void replace(Map<String, float[]> values) {
    requireSameNames(values);
    NativeScope.runWithoutGradients(
        () ->
            tensors.forEach(
                (name, tensor) ->
                    tensor.copy_(placement.tensor(values.get(name), tensor.shape()))));
  }

  private void requireSameNames(Map<String, float[]> values) {
    for (String name : values.keySet()) {
      if (!tensors.containsKey(name)) {
        throw new IllegalArgumentException(
            "The network has no " + what + " named " + name + "; it has " + tensors.keySet());
      }
    }
    tensors.forEach((name, tensor) -> requireLength(name, tensor.numel(), values.get(name)));
  }

  private void requireLength(String name, long expected, float @Nullable [] found) {
    if (found == null) {
      throw new IllegalArgumentException("The " + what + " " + name + " is missing");
    }
    if (found.length != expected) {
      throw new IllegalArgumentException(
          what + " " + name + " must hold " + expected + " values, not " + found.length);
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::releaseReference);
    tensors.clear();
  }
}
