/**
 * {@code fer video}: a video, camera or stream in; a timeline, an annotated video, a live window
 * out. Every frame that was looked at goes through the {@link io.github.fer4j.cli.video.VideoSink}s
 * that the options ask for.
 */
@NullMarked
package io.github.fer4j.cli.video;

import org.jspecify.annotations.NullMarked;
