-- CreateTable
CREATE TABLE "InviteRequest" (
    "id" SERIAL NOT NULL,
    "signupTokenId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InviteRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "InviteRequest_signupTokenId_id_idx" ON "InviteRequest"("signupTokenId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "InviteRequest_signupTokenId_email_key" ON "InviteRequest"("signupTokenId", "email");

-- AddForeignKey
ALTER TABLE "InviteRequest" ADD CONSTRAINT "InviteRequest_signupTokenId_fkey" FOREIGN KEY ("signupTokenId") REFERENCES "SignupToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
