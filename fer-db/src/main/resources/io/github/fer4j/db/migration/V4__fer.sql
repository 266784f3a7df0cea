-- The table of the project that fer4j grew from, for those who read it.
CREATE VIEW fer AS
SELECT
  prediction.id AS id,
  source.path AS path,
  CONCAT('[', prediction.x1, ', ', prediction.y1, ', ', prediction.x2, ', ', prediction.y2, ']')
    AS coordinates,
  prediction.state AS state,
  prediction.class_name AS class_name,
  prediction.taken_at AS time
FROM prediction
JOIN source ON source.id = prediction.source_id;
