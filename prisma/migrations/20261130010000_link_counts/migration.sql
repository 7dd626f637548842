-- CreateTable
CREATE TABLE "LinkCount" (
    "signupTokenId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "LinkCount_pkey" PRIMARY KEY ("signupTokenId","day","kind"),
    CONSTRAINT "LinkCount_positive" CHECK ("count" > 0)
);

-- CreateIndex
CREATE INDEX "LinkCount_day_idx" ON "LinkCount"("day");

-- AddForeignKey
ALTER TABLE "LinkCount" ADD CONSTRAINT "LinkCount_signupTokenId_fkey" FOREIGN KEY ("signupTokenId") REFERENCES "SignupToken"("id") ON DELETE CASCADE ON UPDATE CASCADE;
