-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "address" TEXT,
ADD COLUMN     "userAgent" TEXT;

-- CreateTable
CREATE TABLE "LinkReversal" (
    "id" SERIAL NOT NULL,
    "signupTokenId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revertedAt" TIMESTAMPTZ(3),
    "userIds" INTEGER[],

    CONSTRAINT "LinkReversal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PasswordReset" (
    "id" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "userId" INTEGER NOT NULL,

    CONSTRAINT "PasswordReset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LinkReversal_signupTokenId_id_idx" ON "LinkReversal"("signupTokenId", "id" DESC);

-- CreateIndex
CREATE INDEX "PasswordReset_userId_idx" ON "PasswordReset"("userId");

-- CreateIndex
CREATE INDEX "PasswordReset_expiresAt_idx" ON "PasswordReset"("expiresAt");

-- CreateIndex
CREATE INDEX "SignupToken_expiresAt_id_idx" ON "SignupToken"("expiresAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "SignupToken_name_id_idx" ON "SignupToken"("name", "id");

-- CreateIndex
CREATE INDEX "SignupToken_useCount_id_idx" ON "SignupToken"("useCount" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "LinkReversal" ADD CONSTRAINT "LinkReversal_signupTokenId_fkey" FOREIGN KEY ("signupTokenId") REFERENCES "SignupToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PasswordReset" ADD CONSTRAINT "PasswordReset_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Search by any part of a name or an address, by trigrams. The extension is trusted since PostgreSQL 13.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "User_search_idx" ON "User" USING GIN ((lower("name") || ' ' || "email" || ' ' || coalesce("usernameKey", '')) gin_trgm_ops);
CREATE INDEX "SignupToken_search_idx" ON "SignupToken" USING GIN (lower("name") gin_trgm_ops);
