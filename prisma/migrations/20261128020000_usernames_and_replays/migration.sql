-- Usernames are compared without the characters that show nothing (Default_Ignorable_Code_Point of
-- Unicode): the rule of "usernameKey" in lib/server/users.ts, for keys of the rule before it.
CREATE FUNCTION "username_key"("key" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT AS '
  SELECT normalize(regexp_replace("key",
    ''[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]'',
    '''', ''g''), NFKC)';

-- Usernames whose key is that of the former rule.
CREATE INDEX "User_former_username_idx" ON "User" ("username_key"("usernameKey"))
WHERE "usernameKey" <> "username_key"("usernameKey");

-- Of those that look one now, somebody has the key already, or the first gets it. The others keep
-- theirs: they go on signing in, each with their own username.
UPDATE "User" AS u SET "usernameKey" = "username_key"(u."usernameKey")
WHERE u."usernameKey" <> "username_key"(u."usernameKey")
  AND "username_key"(u."usernameKey") <> ''
  AND NOT EXISTS (
    SELECT 1 FROM "User" AS other WHERE other."usernameKey" = "username_key"(u."usernameKey")
  )
  AND NOT EXISTS (
    SELECT 1 FROM "User" AS other
    WHERE other."usernameKey" <> "username_key"(other."usernameKey")
      AND "username_key"(other."usernameKey") = "username_key"(u."usernameKey")
      AND other."id" < u."id"
  );

-- A key that is given up goes to the first who looks the same, in the same transaction: a newcomer
-- never gets it while one of them is there.
CREATE FUNCTION "pass_username_key"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  UPDATE "User" SET "usernameKey" = OLD."usernameKey"
  WHERE "id" = (
    SELECT min("id") FROM "User"
    WHERE "usernameKey" <> "username_key"("usernameKey")
      AND "username_key"("usernameKey") = OLD."usernameKey"
  )\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "User_username_given_up" AFTER UPDATE OF "usernameKey" ON "User" FOR EACH ROW
WHEN (OLD."usernameKey" IS DISTINCT FROM NEW."usernameKey")
EXECUTE FUNCTION "pass_username_key"();

CREATE TRIGGER "User_username_deleted" AFTER DELETE ON "User" FOR EACH ROW
WHEN (OLD."usernameKey" IS NOT NULL)
EXECUTE FUNCTION "pass_username_key"();

-- The role that a sign-up answered with, for its replay. What is there is a day old at most.
ALTER TABLE "IdempotencyKey" ADD COLUMN "roleId" INTEGER;
UPDATE "IdempotencyKey" AS k SET "roleId" = coalesce(
  (SELECT (e."data"->>'roleId')::INTEGER FROM "Event" AS e
   WHERE e."userId" = k."userId" AND e."type" = 'user-created' ORDER BY e."id" LIMIT 1),
  (SELECT u."roleId" FROM "User" AS u WHERE u."id" = k."userId")
) WHERE k."userId" IS NOT NULL;
