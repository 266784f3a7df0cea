-- Pictures in which no face was found, so that a job that is resumed does not look at them again.
-- uuid is made from model, reading, detector and path. Of the path there is its SHA-256 alone,
-- enough to forget it by. One statement, which may be run again where it was cut short.
CREATE TABLE IF NOT EXISTS faceless_picture (
  uuid BINARY(16) NOT NULL,
  path_hash BINARY(32) NOT NULL,
  model_digest VARCHAR(64) NOT NULL,
  taken_at ${moment} NOT NULL,
  CONSTRAINT pk_faceless_picture PRIMARY KEY (uuid),
  CONSTRAINT uq_faceless_picture_path UNIQUE (path_hash, uuid)
) ${table_options};
