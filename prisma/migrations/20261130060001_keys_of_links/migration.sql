-- AlterTable
ALTER TABLE "SignupToken" ADD COLUMN     "key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "SignupToken_key_key" ON "SignupToken"("key");
