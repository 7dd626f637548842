import { getDb } from '@/lib/server/db/db'
import type { DocsPage } from '@/lib/server/docs/pages'

/** Counts the answer of one reader. */
export async function countVote({ path }: DocsPage, isHelpful: boolean): Promise<void> {
  const [helpful, unhelpful] = isHelpful ? [1, 0] : [0, 1]
  await getDb().$executeRaw`
    INSERT INTO "DocsVote" ("page", "helpful", "unhelpful")
    VALUES (${path}, ${helpful}, ${unhelpful})
    ON CONFLICT ("page") DO UPDATE SET
      "helpful" = "DocsVote"."helpful" + excluded."helpful",
      "unhelpful" = "DocsVote"."unhelpful" + excluded."unhelpful"`
}

/** How many readers answered on a page, and how many of them found it helpful; null before the first. */
export async function findVotes({ path }: DocsPage) {
  const row = await getDb().docsVote.findUnique({ where: { page: path } })
  return row && { helpful: row.helpful, total: row.helpful + row.unhelpful }
}
