package io.github.fer4j.cli.fuzz;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.LoadOptions;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.eval.report.HistoryReader;
import io.github.fer4j.eval.report.ReportFolder;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import io.github.fer4j.infer.video.FrameReader;
import io.github.fer4j.infer.video.VideoSource;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that reads what others wrote. */
enum Targets implements FuzzTarget {
  PICTURE {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      return PictureSamples.make();
    }

    @Override
    public void read(Path file) throws IOException {
      READER.read(file).close();
    }
  },

  DATA {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      return DataSamples.make(folder);
    }

    @Override
    public void read(Path file) throws IOException {
      FerDataset.load(file, LoadOptions.leniently());
      FerDataset.load(file);
    }
  },

  VOTES {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      return DataSamples.votes();
    }

    @Override
    public void read(Path file) throws IOException {
      Path data = file.resolveSibling("rows-of-the-votes.csv");
      if (!Files.exists(data)) {
        FerCsvWriter.write(data, DataSamples.faces(), false);
      }
      FerDataset.load(data).withVotes(file);
    }
  },

  /** A model whose card has its digest: what is damaged reaches ONNX Runtime. */
  MODEL {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      Path model = TinyModel.writeTo(folder.resolve("tiny"));
      return List.of(sample(model.resolve(ModelBundle.MODEL_FILE)));
    }

    @Override
    public void read(Path file) throws IOException {
      Path folder = Files.createDirectories(file.resolveSibling("bundle"));
      byte[] onnx = Files.readAllBytes(file);
      Files.copy(file, folder.resolve(ModelBundle.MODEL_FILE), StandardCopyOption.REPLACE_EXISTING);
      ModelCard card = TinyModel.card(onnx);
      Files.writeString(folder.resolve(ModelBundle.CARD_FILE), ModelCardJson.write(card));
      try (OnnxEmotionClassifier classifier =
          OnnxEmotionClassifier.open(ModelBundle.read(folder), 1)) {
        classifier.classify(List.of(FACE, FACE));
      }
    }
  },

  CARD {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      Path model = TinyModel.writeTo(folder.resolve("inputs"));
      return List.of(sample(model.resolve(ModelBundle.CARD_FILE)));
    }

    @Override
    public void read(Path file) throws IOException {
      ModelBundle.read(file.getParent());
    }
  },

  CHECKPOINT {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      return TrainingSamples.checkpoints(folder);
    }

    @Override
    public void read(Path file) throws IOException {
      Checkpoint.read(file);
    }
  },

  CONFIG {
    @Override
    public List<Sample> samples(Path folder) {
      return TrainingSamples.configs();
    }

    @Override
    public void read(Path file) throws IOException {
      TrainingConfig.resolve(Optional.of(file), Map.of(), notice -> {}).buildNetwork();
    }
  },

  REPORT {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      Path report = ReportSamples.make(folder);
      return List.of(
          sample(report.resolve("report.json")), sample(report.resolve("predictions.csv")));
    }

    @Override
    public void read(Path file) throws IOException {
      // The other file of the report is the whole one.
      Path name = file.getFileName();
      Path whole = file.getParent().resolveSibling("report");
      for (String other : ReportSamples.FILES) {
        if (!name.toString().equals(other)) {
          Path copy = file.resolveSibling(other);
          Files.copy(whole.resolve(other), copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      ReportFolder.read(file.getParent());
    }
  },

  HISTORY {
    @Override
    public List<Sample> samples(Path folder) {
      return List.of(TrainingSamples.history());
    }

    @Override
    public void read(Path file) throws IOException {
      HistoryReader.read(file);
    }
  },

  PREDICTIONS {
    private PredictionStore store;

    @Override
    public List<Sample> samples(Path folder) throws IOException {
      store = PredictionStore.open("jdbc:h2:mem:loaded", "sa", "");
      return StoreSamples.make(store);
    }

    @Override
    public void read(Path file) throws IOException {
      store.load(file);
    }
  },

  VIDEO {
    @Override
    public List<Sample> samples(Path folder) throws IOException {
      return VideoSamples.make(folder);
    }

    @Override
    public void read(Path file) throws IOException {
      try (FrameReader frames = new VideoSource.File(file).open()) {
        for (int i = 0; i < 20 && frames.next().isPresent(); i++) {
          // Decoding is all that is wanted.
        }
      }
    }
  };

  private static final FaceImage FACE = DataSamples.face();
  private static final PictureReader READER = new PictureReader(PictureLimits.DEFAULT);

  static Sample sample(Path file) throws IOException {
    return new Sample(file.getFileName().toString(), Files.readAllBytes(file));
  }
}
