package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.EngineUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  private static TrainingConfig config(String device) {
    return TrainingConfig.preset("quick").withDevice(device);
  }

  @Test
  void aRunWhoseDeviceIsNotToBeHadLeavesNothingBehind() throws Exception {
    Path run = folder.resolve("run");
    FerDataset data = data();
    try (TrainingRun training = TrainingRun.create(run, config("tpu"))) {
      assertThatThrownBy(() -> training.train(data)).isInstanceOf(EngineUnavailableException.class);
    }
    assertThat(run).doesNotExist();
  }

  @Test
  void whatStoodInTheFolderBeforeStays() throws Exception {
    Path mine = Files.writeString(folder.resolve("notes.txt"), "mine");
    RunFolder.create(folder, config("auto")).close();
    assertThat(folder).isDirectoryContaining(path -> path.equals(mine));
    assertThat(folder.resolve("config.json")).doesNotExist();
  }

  @Test
  void aRunThatBeganStays() throws Exception {
    try (RunFolder run = RunFolder.create(folder, config("auto"))) {
      run.log("training");
    }
    assertThat(folder.resolve("config.json")).exists();
  }

  @Test
  void aRunThatIsOpenedAgainStaysThoughItHasNotBegun() throws Exception {
    Files.writeString(folder.resolve("config.json"), config("auto").toJson());
    RunFolder.open(folder).close();
    assertThat(folder.resolve("config.json")).exists();
  }

  private FerDataset data() throws Exception {
    Path csv = folder.resolve("faces.csv");
    FerCsvWriter.write(csv, new SyntheticFaces(8, 1).examples(), true);
    return FerDataset.load(csv);
  }
}
