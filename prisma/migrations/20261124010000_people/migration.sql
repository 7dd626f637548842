-- AlterTable
ALTER TABLE "User" ADD COLUMN     "reversalId" INTEGER;

-- CreateIndex
CREATE INDEX "User_enabled_id_idx" ON "User"("enabled", "id");

-- CreateIndex
CREATE INDEX "User_roleId_enabled_id_idx" ON "User"("roleId", "enabled", "id");

-- CreateIndex
CREATE INDEX "SignupTokenUse_signupTokenId_userId_idx" ON "SignupTokenUse"("signupTokenId", "userId");

-- CreateIndex
CREATE INDEX "InviteRequest_email_idx" ON "InviteRequest"("email");
