-- One face, seen once. uuid is made by the program, before it first tries to store the row, and
-- lets it try again without storing the row twice. Times are UTC.
CREATE TABLE prediction (
  id BIGINT NOT NULL AUTO_INCREMENT,
  uuid BINARY(16) NOT NULL,
  source_id BIGINT NOT NULL,
  model_id BIGINT NOT NULL,
  x1 INT NOT NULL,
  y1 INT NOT NULL,
  x2 INT NOT NULL,
  y2 INT NOT NULL,
  state VARCHAR(8) NOT NULL,
  class_name VARCHAR(7) NOT NULL,
  angry DOUBLE PRECISION NOT NULL,
  fear DOUBLE PRECISION NOT NULL,
  happy DOUBLE PRECISION NOT NULL,
  neutral DOUBLE PRECISION NOT NULL,
  sad DOUBLE PRECISION NOT NULL,
  frame BIGINT,
  seconds DOUBLE PRECISION,
  face INT,
  taken_at ${moment} NOT NULL,
  CONSTRAINT pk_prediction PRIMARY KEY (id),
  CONSTRAINT uq_prediction_uuid UNIQUE (uuid),
  CONSTRAINT fk_prediction_source FOREIGN KEY (source_id) REFERENCES source (id),
  CONSTRAINT fk_prediction_model FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT ck_prediction_box CHECK (x1 < x2 AND y1 < y2),
  CONSTRAINT ck_prediction_state CHECK (
    (state = 'NOT Okay' AND class_name IN ('Angry', 'Sad'))
    OR (state = 'Okay' AND class_name IN ('Fear', 'Happy', 'Neutral'))),
  CONSTRAINT ck_prediction_range CHECK (
    angry BETWEEN 0 AND 1 AND fear BETWEEN 0 AND 1 AND happy BETWEEN 0 AND 1
    AND neutral BETWEEN 0 AND 1 AND sad BETWEEN 0 AND 1),
  -- A little wider than the library's 1e-5: never refuse by rounding what it has accepted.
  CONSTRAINT ck_prediction_sum CHECK (
    angry + fear + happy + neutral + sad BETWEEN 0.999989 AND 1.000011),
  CONSTRAINT ck_prediction_class CHECK (
    GREATEST(angry, fear, happy, neutral, sad) = CASE class_name
      WHEN 'Angry' THEN angry WHEN 'Fear' THEN fear WHEN 'Happy' THEN happy
      WHEN 'Neutral' THEN neutral ELSE sad END),
  CONSTRAINT ck_prediction_frame CHECK (
    (frame IS NULL AND seconds IS NULL AND face IS NULL)
    OR (frame IS NOT NULL AND seconds IS NOT NULL AND frame >= 0
      AND seconds >= 0 AND seconds < 1e15 AND (face IS NULL OR face >= 0)))
) ${table_options};

CREATE INDEX ix_prediction_source ON prediction (source_id, taken_at);
CREATE INDEX ix_prediction_time ON prediction (taken_at);
CREATE INDEX ix_prediction_state ON prediction (state, taken_at);
CREATE INDEX ix_prediction_class ON prediction (class_name, taken_at);
