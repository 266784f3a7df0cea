package io.github.fer4j.infer.picture;

/**
 * How large a picture may be before it is refused from its header.
 *
 * @param bytes largest file, in bytes
 * @param pixels largest width times height; decoding may take four bytes of memory for each
 */
public record PictureLimits(long bytes, long pixels) {
  /** 256 MiB and 100 million pixels, which is a square of 10,000. */
  public static final PictureLimits DEFAULT = new PictureLimits(256L << 20, 100_000_000);

  private static final long BYTES_PER_PIXEL = 4;

  /**
   * @throws IllegalArgumentException if one of the two is not positive
   */
  public PictureLimits {
    if (bytes <= 0 || pixels <= 0) {
      throw new IllegalArgumentException(
          "Limits must be positive, not " + bytes + " bytes and " + pixels + " pixels");
    }
  }

  /** Refuses a picture with more pixels, without any, or whose decoding takes more memory. */
  void require(String resource, PictureHeader header) {
    long width = header.width();
    long height = header.height();
    if (width <= 0 || height <= 0) {
      throw new MalformedPictureException(
          resource,
          "header",
          "a width and height of at least 1",
          width + "x" + height + " pixels",
          "The file is damaged.");
    }
    if (width > pixels / height) {
      throw new MalformedPictureException(
          resource,
          "header",
          "at most " + pixels + " pixels",
          width + "x" + height,
          "Make the picture smaller.");
    }
    long bytesLimit = BYTES_PER_PIXEL * pixels;
    if (width * height * header.bytesPerPixel() > bytesLimit) {
      throw new MalformedPictureException(
          resource,
          "header",
          "a picture that decodes to at most " + bytesLimit + " bytes",
          width + "x" + height + " pixels of " + header.bytesPerPixel() + " bytes",
          "Make the picture smaller, or save it with 8 bits a channel.");
    }
  }
}
