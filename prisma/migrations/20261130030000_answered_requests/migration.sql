-- Invite requests are open, answered by a fresh link, or dismissed.
ALTER TABLE "InviteRequest"
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'open',
  ADD COLUMN "answeredAt" TIMESTAMPTZ(3),
  ADD COLUMN "answerId" TEXT;

ALTER TABLE "InviteRequest" ADD CONSTRAINT "InviteRequest_state_check"
  CHECK ("state" IN ('open', 'answered', 'dismissed'));
ALTER TABLE "InviteRequest" ADD CONSTRAINT "InviteRequest_answer_check"
  CHECK (("state" = 'answered') = ("answerId" IS NOT NULL) AND ("answerId" IS NULL) = ("answeredAt" IS NULL));

CREATE UNIQUE INDEX "InviteRequest_answerId_key" ON "InviteRequest"("answerId");
CREATE INDEX "InviteRequest_state_id_idx" ON "InviteRequest"("state", "id" DESC);
ALTER TABLE "InviteRequest" ADD CONSTRAINT "InviteRequest_answerId_fkey"
  FOREIGN KEY ("answerId") REFERENCES "SignupToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The text of lib/server/db/search.ts, as for people and links.
CREATE INDEX "InviteRequest_search_idx" ON "InviteRequest" USING GIN (
  "search_grams"("search_fold"("email")) COLLATE "C"
);
ALTER INDEX "InviteRequest_search_idx" ALTER COLUMN 1 SET STATISTICS 0;

-- Whoever asks is not known, but the events said that Foyer did it.
UPDATE "Event" SET "actorName" = 'Somebody' WHERE "type" = 'invite-request-created';
