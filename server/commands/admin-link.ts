import { closeDb } from '@/lib/server/db/db'
import { createAdminLink } from '@/lib/server/lifecycle/bootstrap'
import { withDatabase } from '@/server/database'

/** Prints a one-place, 24-hour invite link with the Admin role, for an operator who is locked out. */
export async function run(): Promise<void> {
  await withDatabase(async () => {
    try {
      const link = await createAdminLink()
      console.info(`Open this link to become an admin (works once, for 24 hours):\n  ${link}`)
    } finally {
      await closeDb()
    }
  })
}
