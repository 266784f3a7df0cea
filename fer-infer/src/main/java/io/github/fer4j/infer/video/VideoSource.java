package io.github.fer4j.infer.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where frames come from. */
public sealed interface VideoSource {

  /**
   * Opens the source.
   *
   * @throws IOException if it is absent or cannot be read
   * @throws MalformedVideoException if it is no video that can be decoded
   */
  FrameReader open() throws IOException;

  /**
   * A video file.
   *
   * @param path its place
   */
  record File(Path path) implements VideoSource {
    @Override
    public FrameReader open() throws IOException {
      if (!Files.isRegularFile(path)) {
        String reason = Files.isDirectory(path) ? "it is a folder, not a video" : "no such file";
        throw new NoSuchFileException(path.toString(), null, reason);
      }
      if (!Files.isReadable(path)) {
        throw new IOException(path + ": no permission to read it");
      }
      return Ffmpeg.isPresent() ? FfmpegFrames.ofFile(path) : OpenCvFrames.ofFile(path);
    }
  }

  /**
   * A camera of this machine.
   *
   * @param index 0 for the first
   */
  record Camera(int index) implements VideoSource {
    /**
     * @throws IllegalArgumentException if the index is negative
     */
    public Camera {
      if (index < 0) {
        throw new IllegalArgumentException("Cameras are numbered from 0, not " + index);
      }
    }

    @Override
    public FrameReader open() throws IOException {
      return OpenCvFrames.ofCamera(index);
    }
  }

  /**
   * A stream on the network.
   *
   * @param address such as {@code rtsp://host/path}
   */
  record Stream(String address) implements VideoSource {
    @Override
    public FrameReader open() throws IOException {
      Ffmpeg.requireToRead(address);
      return FfmpegFrames.ofStream(address);
    }
  }

  /**
   * The source that a text means: a number is a camera, {@code scheme://} a stream, else a file.
   */
  static VideoSource of(String text) {
    if (text.matches("\\d{1,4}")) {
      return new Camera(Integer.parseInt(text));
    }
    return Address.PATTERN.matcher(text).matches() ? new Stream(text) : new File(Path.of(text));
  }

  /** How the addresses of streams look. */
  final class Address {
    // Two letters at least: C:\ is a drive. The schemes are those of media on a network.
    private static final Pattern PATTERN =
        Pattern.compile("(https?|rtsps?|rtmps?|udp|tcp|srt)://.+");

    private Address() {}
  }
}
