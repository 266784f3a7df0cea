-- Where faces were seen. 8192 units hold 4096 characters in databases that count a 4-byte letter
-- as two. Too long for an index, so path_hash, the SHA-256 of the path in UTF-8, is indexed.
CREATE TABLE source (
  id BIGINT NOT NULL AUTO_INCREMENT,
  path VARCHAR(8192) NOT NULL,
  path_hash BINARY(32) NOT NULL,
  kind VARCHAR(6) NOT NULL,
  first_seen ${moment} NOT NULL,
  CONSTRAINT pk_source PRIMARY KEY (id),
  CONSTRAINT uq_source_path_kind UNIQUE (path_hash, kind),
  CONSTRAINT ck_source_path CHECK (CHAR_LENGTH(path) > 0),
  CONSTRAINT ck_source_kind CHECK (kind IN ('photo', 'video', 'camera', 'stream'))
) ${table_options};
