-- Search in every script, whatever the locale of the database: docs/decisions/0052. The expressions of
-- the indexes are those of lib/server/db/search.ts and of the lists that search.
-- (The engine cuts a migration at each semicolon, also inside quotes: \x3b is one that it does not see.
-- Functions with RETURN find each other whatever the search_path, which is empty while an index is built.)

-- What parts words: punctuation, once NFKC has made the full-width one that of ASCII. Not U+200C and
-- U+200D, which stand within words.
CREATE FUNCTION "search_gap"() RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u2e00-\u2e7f\u3000-\u3003\u3008-\u3020\u3030\u30a0\u30fb]';

-- What may begin a word itself: scripts that write words without spaces between them, and Hangul, in which
-- a given name follows the family's without one.
CREATE FUNCTION "search_unspaced"() RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u309f\u30a1-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]';

-- Small letters of every script. The locale of a database may know those of ASCII only, so this takes the
-- first of these collations that the server has.
DO E'
DECLARE chosen TEXT\x3b
BEGIN
  SELECT c.collname INTO chosen
  FROM unnest(ARRAY[\'pg_c_utf8\', \'und-x-icu\', \'C.utf8\', \'en_US.utf8\', \'default\'])
    WITH ORDINALITY AS wanted(name, rank)
  JOIN pg_collation AS c ON c.collname = wanted.name
  WHERE c.collnamespace = \'pg_catalog\'::regnamespace
    AND c.collencoding IN (-1, pg_char_to_encoding(\'UTF8\'))
  ORDER BY wanted.rank LIMIT 1\x3b
  EXECUTE format(
    \'CREATE FUNCTION "search_fold"("text" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN lower(normalize("text", NFKC) COLLATE pg_catalog.%I) COLLATE "C"\', chosen)\x3b
END';

-- All runs of three characters.
CREATE FUNCTION "search_trigrams"("text" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT substr("text", i, 3) FROM generate_series(1, char_length("text") - 2) AS i);

-- What a text is found by: those, and the first character and the first two of whatever begins a word.
CREATE FUNCTION "search_grams"("text" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
  SELECT substr("text", i, 3) FROM generate_series(1, char_length("text") - 2) AS i
  UNION ALL
  SELECT left(word, length)
  FROM unnest(regexp_split_to_array("text", "search_gap"())) AS word, generate_series(1, 2) AS length
  WHERE word <> ''
  UNION ALL
  SELECT substr("text", i, length)
  FROM generate_series(1, CASE WHEN "text" ~ "search_unspaced"() THEN char_length("text") ELSE 0 END) AS i,
    generate_series(1, 2) AS length
  WHERE substr("text", i, 1) ~ "search_unspaced"()
);

-- Where a text has a word that begins so, as a regular expression.
CREATE FUNCTION "search_start"("word" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '(^|' || "search_gap"() || '|(?=' || "search_unspaced"() || '))' || "word";

-- A word without what parts words, or null where nothing is left.
CREATE FUNCTION "search_word"("text" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(regexp_replace("text", "search_gap"(), '', 'g'), '');

DROP INDEX "User_search_idx";
DROP INDEX "SignupToken_search_idx";

CREATE INDEX "User_search_idx" ON "User" USING GIN (
  "search_grams"("search_fold"("name" || ' ' || "email" || ' ' || coalesce("usernameKey", ''))) COLLATE "C"
);
CREATE INDEX "SignupToken_search_idx" ON "SignupToken" USING GIN (
  "search_grams"("search_fold"("name")) COLLATE "C"
);

-- Without statistics a plan takes a search for rare and uses the index, and ANALYZE does not make the grams
-- of a sample each time.
ALTER INDEX "User_search_idx" ALTER COLUMN 1 SET STATISTICS 0;
ALTER INDEX "SignupToken_search_idx" ALTER COLUMN 1 SET STATISTICS 0;
