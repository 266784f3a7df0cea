-- A model file, known by its SHA-256.
-- What differs between databases is filled in when this runs: ${table_options} are the engine, and
-- a collation that tells 'Angry' from 'angry' and 'Angry '; ${moment} is a date and time with
-- milliseconds and no time zone.
CREATE TABLE model (
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(255) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  card MEDIUMTEXT,
  CONSTRAINT pk_model PRIMARY KEY (id),
  CONSTRAINT uq_model_digest UNIQUE (digest),
  CONSTRAINT ck_model_name CHECK (CHAR_LENGTH(name) > 0),
  CONSTRAINT ck_model_digest CHECK (CHAR_LENGTH(digest) = 64 AND digest = LOWER(digest))
) ${table_options};
