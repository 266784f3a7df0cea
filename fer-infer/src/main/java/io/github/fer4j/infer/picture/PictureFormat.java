package io.github.fer4j.infer.picture;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of picture files that are read, told apart by their first bytes. */
enum PictureFormat {
  JPEG {
    @Override
    boolean begins(Content file) {
      return file.startsWith(0xFF, 0xD8, 0xFF);
    }

    @Override
    PictureHeader header(Content file) {
      return JpegStructure.header(file);
    }

    @Override
    void requireUndamaged(Content file) {
      JpegScans.require(file);
    }
  },
  PNG {
    @Override
    boolean begins(Content file) {
      return file.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
    }

    @Override
    PictureHeader header(Content file) {
      return PngStructure.header(file);
    }
  },
  WEBP {
    @Override
    boolean begins(Content file) {
      return file.hasText(0, "RIFF") && file.hasText(8, "WEBP");
    }

    @Override
    PictureHeader header(Content file) {
      return WebpStructure.of(file).header();
    }
  },
  GIF {
    @Override
    boolean begins(Content file) {
      return file.hasText(0, "GIF87a") || file.hasText(0, "GIF89a");
    }

    @Override
    PictureHeader header(Content file) {
      return GifStructure.header(file);
    }
  },
  BMP {
    @Override
    boolean begins(Content file) {
      return file.hasText(0, "BM");
    }

    @Override
    PictureHeader header(Content file) {
      return BmpStructure.header(file);
    }
  },
  TIFF {
    @Override
    boolean begins(Content file) {
      return TiffStructure.begins(file, 0);
    }

    @Override
    PictureHeader header(Content file) {
      return TiffStructure.at(file, 0).header();
    }
  };

  abstract boolean begins(Content file);

  /**
   * What the file says of itself, read without decoding.
   *
   * @throws MalformedPictureException if the file ends too early or contradicts itself
   */
  abstract PictureHeader header(Content file);

  /**
   * Looks for damage inside that decoders paint over. Its size was checked before.
   *
   * @throws MalformedPictureException if there is some
   */
  void requireUndamaged(Content file) {}

  static Optional<PictureFormat> of(Content file) {
    return Arrays.stream(values()).filter(format -> format.begins(file)).findFirst();
  }
}
