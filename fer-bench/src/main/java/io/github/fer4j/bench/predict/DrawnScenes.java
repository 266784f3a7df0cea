package io.github.fer4j.bench.predict;

import io.github.fer4j.bench.detection.Scene;
import io.github.fer4j.bench.detection.SceneComposer;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Pictures of 640x480 with one drawn face each, which a detector finds. */
public final class DrawnScenes implements AutoCloseable {
  private static final int SCENES = 8;
  private static final int FACES_PER_LABEL = 20;
  private static final long SEED = 1;

  private final List<Scene> scenes = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if the detector finds none of the faces
   */
  public DrawnScenes(FaceDetector detector) {
    SceneComposer composer = composer();
    Iterator<Example> examples = new SyntheticFaces(FACES_PER_LABEL, SEED).examples().iterator();
    while (scenes.size() < SCENES && examples.hasNext()) {
      Scene scene = composer.compose(examples.next());
      if (detector.detect(scene.picture()).size() == 1) {
        scenes.add(scene);
      } else {
        scene.close();
      }
    }
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException(
          "This detector finds none of the drawn faces; choose another by --detector");
    }
  }

  static SceneComposer composer() {
    return new SceneComposer(SEED);
  }

  List<Picture> pictures() {
    return scenes.stream().map(Scene::picture).toList();
  }

  List<FaceImage> faces() {
    return examples().stream().map(Example::image).toList();
  }

  List<Example> examples() {
    return scenes.stream().map(Scene::example).toList();
  }

  /** Writes so many JPEG files, the pictures in turn. */
  public List<Path> write(Path folder, int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("scene-" + i + ".jpg");
      PictureWriter.write(pictures().get(i % scenes.size()), file);
      files.add(file);
    }
    return files;
  }

  @Override
  public void close() {
    scenes.forEach(Scene::close);
  }
}
