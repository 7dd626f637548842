-- CreateTable
CREATE TABLE "DocsVote" (
    "page" TEXT NOT NULL,
    "helpful" INTEGER NOT NULL,
    "unhelpful" INTEGER NOT NULL,

    CONSTRAINT "DocsVote_pkey" PRIMARY KEY ("page"),
    CONSTRAINT "DocsVote_not_negative" CHECK ("helpful" >= 0 AND "unhelpful" >= 0)
);
