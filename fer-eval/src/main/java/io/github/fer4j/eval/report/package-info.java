/**
 * The evaluation report: one {@link io.github.fer4j.eval.report.Report} of plain records, written
 * as {@code report.json} (its layout is published as {@code report.schema.json}), and from nothing
 * else but that, as a page, as Markdown and as plots.
 *
 * <p>{@link io.github.fer4j.eval.report.ReportFolder} writes and reads it. A part that is not
 * available is a {@link io.github.fer4j.eval.report.Section} that says why; a figure that is
 * undefined is null.
 */
@NullMarked
package io.github.fer4j.eval.report;

import org.jspecify.annotations.NullMarked;
