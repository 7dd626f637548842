-- AlterTable
ALTER TABLE "PasswordReset" ADD COLUMN     "createdByApiTokenId" INTEGER,
ADD COLUMN     "createdById" INTEGER;

-- CreateIndex
CREATE INDEX "PasswordReset_createdById_idx" ON "PasswordReset"("createdById");

-- CreateIndex
CREATE INDEX "PasswordReset_createdByApiTokenId_idx" ON "PasswordReset"("createdByApiTokenId");

-- AddForeignKey
ALTER TABLE "PasswordReset" ADD CONSTRAINT "PasswordReset_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PasswordReset" ADD CONSTRAINT "PasswordReset_createdByApiTokenId_fkey" FOREIGN KEY ("createdByApiTokenId") REFERENCES "ApiToken"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Who created the open links is known from the event beside each. Creating one ended the older ones of
-- the same person, so the latest event belongs to the open link.
UPDATE "PasswordReset" AS reset SET "createdById" = creator."id"
FROM (
  SELECT DISTINCT ON ("userId") "userId", "actorUserId" FROM "Event"
  WHERE "type" = 'password-reset-created' ORDER BY "userId", "id" DESC
) AS event
JOIN "User" AS creator ON creator."id" = event."actorUserId"
WHERE event."userId" = reset."userId" AND reset."usedAt" IS NULL AND reset."expiresAt" > CURRENT_TIMESTAMP;

-- Links whose creator is no longer an administrator end.
UPDATE "PasswordReset" AS reset SET "expiresAt" = CURRENT_TIMESTAMP
WHERE "usedAt" IS NULL AND "expiresAt" > CURRENT_TIMESTAMP AND (
  EXISTS (
    SELECT FROM "User" WHERE "id" = reset."createdById" AND NOT ("enabled" AND "roleId" = 1)
  )
  -- A person created it who has been deleted since.
  OR (reset."createdById" IS NULL AND (
    SELECT "actorUserId" IS NOT NULL FROM "Event"
    WHERE "type" = 'password-reset-created' AND "userId" = reset."userId" ORDER BY "id" DESC LIMIT 1
  ))
);

-- No personal token lives longer than a year from now.
UPDATE "ApiToken" SET "expiresAt" = CURRENT_TIMESTAMP + INTERVAL '365 days'
WHERE "userId" IS NOT NULL
  AND ("expiresAt" IS NULL OR "expiresAt" > CURRENT_TIMESTAMP + INTERVAL '365 days');
