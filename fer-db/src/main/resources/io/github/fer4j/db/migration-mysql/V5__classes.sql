-- More classes, the detector, its score, and the reading. A class that the model does not know has
-- no probability: NULL, which is not 0. Rows of before hold the five classes and the reading
-- 'fer2013'; which detector found their faces is not known. One statement: all of it or nothing.
ALTER TABLE prediction
  DROP CONSTRAINT ck_prediction_state,
  DROP CONSTRAINT ck_prediction_range,
  DROP CONSTRAINT ck_prediction_sum,
  DROP CONSTRAINT ck_prediction_class,
  MODIFY class_name VARCHAR(8) NOT NULL,
  ADD COLUMN disgust DOUBLE PRECISION,
  ADD COLUMN surprise DOUBLE PRECISION,
  ADD COLUMN contempt DOUBLE PRECISION,
  ADD COLUMN score DOUBLE PRECISION,
  ADD COLUMN detector VARCHAR(255),
  ADD COLUMN reading VARCHAR(7) NOT NULL DEFAULT 'fer2013',
  ADD CONSTRAINT ck_prediction_merging CHECK (
    (state = 'NOT Okay' AND class_name IN ('Angry', 'Sad', 'Disgust', 'Contempt'))
    OR (state = 'Okay' AND class_name IN ('Fear', 'Happy', 'Neutral', 'Surprise'))),
  -- Five, seven or eight classes.
  ADD CONSTRAINT ck_prediction_classes CHECK (
    (disgust IS NULL AND surprise IS NULL AND contempt IS NULL)
    OR (disgust IS NOT NULL AND surprise IS NOT NULL)),
  ADD CONSTRAINT ck_prediction_probability CHECK (
    angry BETWEEN 0 AND 1 AND fear BETWEEN 0 AND 1 AND happy BETWEEN 0 AND 1
    AND neutral BETWEEN 0 AND 1 AND sad BETWEEN 0 AND 1
    AND COALESCE(disgust, 0) BETWEEN 0 AND 1 AND COALESCE(surprise, 0) BETWEEN 0 AND 1
    AND COALESCE(contempt, 0) BETWEEN 0 AND 1),
  -- A little wider than the library's 1e-5: never refuse by rounding what it has accepted.
  ADD CONSTRAINT ck_prediction_total CHECK (
    angry + fear + happy + neutral + sad
    + COALESCE(disgust, 0) + COALESCE(surprise, 0) + COALESCE(contempt, 0)
    BETWEEN 0.999989 AND 1.000011),
  ADD CONSTRAINT ck_prediction_top CHECK (
    GREATEST(angry, fear, happy, neutral, sad,
      COALESCE(disgust, 0), COALESCE(surprise, 0), COALESCE(contempt, 0))
    = CASE class_name
      WHEN 'Angry' THEN angry WHEN 'Fear' THEN fear WHEN 'Happy' THEN happy
      WHEN 'Neutral' THEN neutral WHEN 'Sad' THEN sad WHEN 'Disgust' THEN COALESCE(disgust, -1)
      WHEN 'Surprise' THEN COALESCE(surprise, -1) ELSE COALESCE(contempt, -1) END),
  ADD CONSTRAINT ck_prediction_score CHECK (score >= 0),
  ADD CONSTRAINT ck_prediction_detector CHECK (CHAR_LENGTH(detector) > 0),
  ADD CONSTRAINT ck_prediction_reading CHECK (reading IN ('fer2013', 'crowd'));
