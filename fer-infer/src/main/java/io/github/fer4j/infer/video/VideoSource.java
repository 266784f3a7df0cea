package io.github.fer4j.infer.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Where frames come from. Files and streams are read in formats that hold the video themselves
 * (MP4, Matroska, AVI, MPEG and such); a playlist, which names other files or addresses to open, is
 * read only by a source that {@link #allowingPlaylists allows} it.
 */
public sealed interface VideoSource {

  /**
   * Opens the source.
   *
   * @throws IOException if it is absent or cannot be read
   * @throws MalformedVideoException if it is no video that can be decoded
   */
  default FrameReader open() throws IOException {
    return open(() -> false);
  }

  /**
   * Opens the source, and gives up when told to, even while the network is silent. Then opening
   * throws an {@link java.io.InterruptedIOException}, and reading comes to an end.
   *
   * @param stop is asked several times a second while waiting
   * @throws IOException if it is absent or cannot be read
   * @throws MalformedVideoException if it is no video that can be decoded
   */
  FrameReader open(BooleanSupplier stop) throws IOException;

  /** What it is called in messages and stores: a file's path, an address without passwords. */
  String name();

  /** The same source, which may also be a playlist (HLS, DASH) or an image sequence. */
  VideoSource allowingPlaylists();

  /**
   * A video file.
   *
   * @param path its place
   * @param playlists whether it may name other files and addresses
   */
  record File(Path path, boolean playlists) implements VideoSource {
    /** A file that holds the video itself. */
    public File(Path path) {
      this(path, false);
    }

    @Override
    public FrameReader open(BooleanSupplier stop) throws IOException {
      if (!Files.isRegularFile(path) && !playlists) {
        String reason = Files.isDirectory(path) ? "it is a folder, not a video" : "no such file";
        throw new NoSuchFileException(path.toString(), null, reason);
      }
      if (Files.exists(path) && !Files.isReadable(path)) {
        throw new IOException(path + ": no permission to read it");
      }
      return Ffmpeg.isPresent()
          ? FfmpegFrames.ofFile(path, playlists, stop)
          : OpenCvFrames.ofFile(path);
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public VideoSource allowingPlaylists() {
      return new File(path, true);
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
    public FrameReader open(BooleanSupplier stop) throws IOException {
      return OpenCvFrames.ofCamera(index);
    }

    @Override
    public String name() {
      return "camera " + index;
    }

    @Override
    public VideoSource allowingPlaylists() {
      return this;
    }
  }

  /**
   * A stream on the network.
   *
   * @param address such as {@code rtsp://host/path}
   * @param playlists whether it may name other addresses
   */
  record Stream(String address, boolean playlists) implements VideoSource {
    /** A stream that holds the video itself. */
    public Stream(String address) {
      this(address, false);
    }

    @Override
    public FrameReader open(BooleanSupplier stop) throws IOException {
      Ffmpeg.requireToRead(name());
      return FfmpegFrames.ofStream(new StreamAddress(address), playlists, stop);
    }

    @Override
    public String name() {
      return new StreamAddress(address).masked();
    }

    @Override
    public VideoSource allowingPlaylists() {
      return new Stream(address, true);
    }

    /** Without passwords. */
    @Override
    public String toString() {
      return "Stream[address=" + name() + ", playlists=" + playlists + "]";
    }
  }

  /**
   * The source that a text means: a number is a camera, {@code scheme://} a stream, else a file.
   */
  static VideoSource of(String text) {
    if (text.matches("\\d{1,4}")) {
      return new Camera(Integer.parseInt(text));
    }
    return StreamAddress.isOne(text) ? new Stream(text) : new File(Path.of(text));
  }
}
