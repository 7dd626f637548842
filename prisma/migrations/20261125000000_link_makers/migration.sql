-- AlterTable
ALTER TABLE "SignupToken" ADD COLUMN "makerLost" BOOLEAN NOT NULL DEFAULT false;

-- Links of people who may not make links any more. Of people deleted before, nothing is known.
UPDATE "SignupToken" SET "makerLost" = true
WHERE "createdById" IN (SELECT "id" FROM "User" WHERE NOT "enabled" OR "roleId" <> 1);

-- A link lives by the right of whoever made it. Whatever changes that right, by whatever way, changes
-- the link in the same transaction, so that a claim of a place reads one row and no more.
-- (The engine cuts a migration at each semicolon, also inside quotes: \x3b is one that it does not see.)
CREATE FUNCTION "keep_maker_lost"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = \'DELETE\' THEN
    UPDATE "SignupToken" SET "makerLost" = true WHERE "createdById" = OLD."id"\x3b
    RETURN OLD\x3b
  END IF\x3b
  UPDATE "SignupToken" SET "makerLost" = NOT (NEW."enabled" AND NEW."roleId" = 1)
  WHERE "createdById" = NEW."id"
    AND "makerLost" IS DISTINCT FROM NOT (NEW."enabled" AND NEW."roleId" = 1)\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "User_maker_changed" AFTER UPDATE OF "enabled", "roleId" ON "User" FOR EACH ROW
WHEN (OLD."enabled" IS DISTINCT FROM NEW."enabled" OR OLD."roleId" IS DISTINCT FROM NEW."roleId")
EXECUTE FUNCTION "keep_maker_lost"();

CREATE TRIGGER "User_maker_deleted" BEFORE DELETE ON "User" FOR EACH ROW
EXECUTE FUNCTION "keep_maker_lost"();

-- The administrators' list, filtered by a state or a role that few links have.
CREATE INDEX "SignupToken_roleId_createdAt_id_idx" ON "SignupToken"("roleId", "createdAt" DESC, "id" DESC);
DROP INDEX "SignupToken_roleId_idx";
CREATE INDEX "SignupToken_revoked_idx" ON "SignupToken"("createdAt" DESC, "id" DESC) WHERE "revokedAt" IS NOT NULL;
CREATE INDEX "SignupToken_paused_idx" ON "SignupToken"("createdAt" DESC, "id" DESC) WHERE NOT "enabled" OR "makerLost";
CREATE INDEX "SignupToken_full_idx" ON "SignupToken"("createdAt" DESC, "id" DESC) WHERE "useCount" >= "maxUses";
CREATE INDEX "SignupToken_scheduled_idx" ON "SignupToken"("startsAt") WHERE "startsAt" IS NOT NULL;

-- Joins over time, of one link.
CREATE INDEX "SignupTokenUse_signupTokenId_usedAt_idx" ON "SignupTokenUse"("signupTokenId", "usedAt");
