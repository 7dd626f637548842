-- CreateIndex
CREATE INDEX "SignupTokenUse_usedAt_idx" ON "SignupTokenUse"("usedAt");

-- Links that are nearly full, which the overview lists (lib/server/signup-tokens/attention.ts).
CREATE INDEX "SignupToken_nearly_full_idx" ON "SignupToken"("expiresAt", "id") WHERE "revokedAt" IS NULL AND "useCount" > 0 AND "useCount" < "maxUses" AND ("useCount" * 5 >= "maxUses" * 4 OR "useCount" + 2 >= "maxUses");
