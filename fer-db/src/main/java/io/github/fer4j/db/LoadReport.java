package io.github.fer4j.db;

/**
 * How many records of a file were stored.
 *
 * @param stored how many are in the database that were not there before
 * @param alreadyThere how many were stored already, and stay as they were
 */
public record LoadReport(long stored, long alreadyThere) {}
