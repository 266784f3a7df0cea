/**
 * Videos, cameras and streams: the faces of each frame, followed through time.
 *
 * <p>A {@link io.github.fer4j.infer.video.FrameReader} gives frames with the times that the stream
 * itself carries. A {@link io.github.fer4j.infer.video.VideoPredictor} looks for faces several
 * times a second, follows them in between, gives each a number and smooths its probabilities over
 * time. {@link io.github.fer4j.infer.video.AnnotatedVideo} writes a video with the faces marked.
 *
 * <p>Video files and streams are decoded by FFmpeg, which applications that want it put on the
 * class path (org.bytedeco:javacv, :javacpp and :ffmpeg, the latter two with the platform's
 * classifier). Cameras and Motion-JPEG files need OpenCV alone.
 */
@NullMarked
package io.github.fer4j.infer.video;

import org.jspecify.annotations.NullMarked;
