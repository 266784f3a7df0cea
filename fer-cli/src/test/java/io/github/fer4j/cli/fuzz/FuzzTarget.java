package io.github.fer4j.cli.fuzz;

import java.nio.file.Path;
import java.util.List;

/** A reader of what comes from outside, with inputs that it accepts. */
interface FuzzTarget {

  /**
   * An input.
   *
   * @param name of its file
   * @param content of the file
   */
  record Sample(String name, byte[] content) {}

  /**
   * Inputs that are read without complaint, made in code.
   *
   * @param folder to make them in
   */
  List<Sample> samples(Path folder) throws Exception;

  /** Reads a file as the program would; it may refuse it, and say so in one line with its name. */
  void read(Path file) throws Exception;
}
