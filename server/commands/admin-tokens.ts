import { closeDb } from '@/lib/server/db/db'
import { listAdminTokens, revokeAdminToken } from '@/lib/server/lifecycle/admin-tokens'
import { tokenTable } from '@/server/admin-tokens'
import { withDatabase } from '@/server/database'

const usage =
  'Run `npm run admin-tokens` to list the admin API tokens, or `npm run admin-tokens -- revoke <id or name>` to revoke one.'

/** Lists the API tokens of administrators, or revokes one; beside a running Foyer too. */
export async function run([verb, ...words]: string[]): Promise<void> {
  const which = words.join(' ')
  if (verb !== undefined && (verb !== 'revoke' || which === '')) throw new Error(usage)
  await withDatabase(async () => {
    try {
      if (verb === 'revoke') {
        const { name } = await revokeAdminToken(which)
        console.info(`✓ ${name} revoked`)
        return
      }
      const tokens = await listAdminTokens()
      console.info(tokens.length > 0 ? tokenTable(tokens) : 'There are no admin API tokens.')
    } finally {
      await closeDb()
    }
  })
}
