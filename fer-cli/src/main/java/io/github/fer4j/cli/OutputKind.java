package io.github.fer4j.cli;

import io.github.fer4j.infer.picture.PictureWriter;
import io.github.fer4j.infer.video.AnnotatedVideo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What commands write, told by how it begins, or by a mark where the format has a place for one. A
 * file of a kind that fer writes may be replaced by a later run; any other is somebody else's.
 */
public enum OutputKind {
  /** Records of {@code predict} in any of its formats. */
  RECORDS(
      "path,face,x1,",
      "\\s*\\[\\s*\\]",
      "\\s*\\[?\\s*\\{\"path\":",
      "[^\\r\\n]+  (no face|\\[-?\\d+, -?\\d+, -?\\d+, -?\\d+\\]  \\w+ [0-9.]+ %)"),

  /** Rows of {@code video --csv}. */
  TIMELINE("frame,seconds,face,"),

  /** Figures of {@code evaluate --json}. */
  FIGURES("\\{\\s*\"examples\"\\s*:"),

  /** Predictions of {@code db export} in either format. */
  EXPORT("id,uuid,path,", "\\{\"(id|uuid)\":"),

  /** Faces of one picture, from {@code predict --txt}. */
  BOXES("\\d -?\\d+ -?\\d+ -?\\d+ -?\\d+\\s"),

  /** Pictures of {@code predict --annotate} and {@code --explain}. */
  PICTURE {
    @Override
    boolean wrote(Path file) throws IOException {
      return PictureWriter.wrote(file);
    }
  },

  /** Videos of {@code video --annotate}. */
  VIDEO {
    @Override
    boolean wrote(Path file) throws IOException {
      return AnnotatedVideo.wrote(file);
    }
  };

  private static final int START = 8192;

  private final Pattern start;

  OutputKind(String... starts) {
    this.start = Pattern.compile("\\s*\\z|" + String.join("|", starts));
  }

  /** Whether the file is of this kind, or blank. */
  boolean wrote(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      return start.matcher(text).lookingAt();
    }
  }
}
