-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revokedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "InviteRequest_createdAt_idx" ON "InviteRequest"("createdAt");

-- A person's own token is deleted when it ends. These two columns are for tokens of administrators.
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_ends_without_person" CHECK ("userId" IS NULL OR ("endedAt" IS NULL AND "revokedAt" IS NULL));
