package io.github.fer4j.bench.predict;

/**
 * One measured number.
 *
 * @param key its name in JSON, the unit included
 * @param label what it is, for people
 * @param value finite
 * @param unit of the value, for people
 */
public record Figure(String key, String label, double value, String unit) {}
