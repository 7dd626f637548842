import type { ClientBase } from 'pg'
import type { WayIn } from '@/lib/server/auth/ways-in'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'
import { randomPart } from '@/lib/server/signup-tokens/token'
import { importData } from './import-data'

/** An address that changed, of a link that can still be used. */
type Renewed = { name: string; from: string; to: string }

type Row = { id: string; nonce: string; name: string; isOver: boolean }

/**
 * What ends each way in, of everybody: a backup is older than what was ended since. Admin API tokens that were
 * revoked stay as they are: the row is what keeps INIT_ADMIN_API_TOKENS from bringing one back.
 */
const endings: Record<WayIn, string> = {
  session: 'delete from "Session"',
  apiToken: 'delete from "ApiToken" where "userId" is not null or "revokedAt" is null',
  passwordReset: 'delete from "PasswordReset"',
  createdPasswordReset: 'delete from "PasswordReset"',
}

export type Restored = { rows: number; links: number; renewed: Renewed[] }

/**
 * Fills an empty database with a backup, ends all sessions, API tokens and reset links in it, and gives
 * each link a new address unless they are kept. All of it or nothing.
 * @param before runs last, before anything counts; if it throws, nothing was restored
 * @throws Error with one sentence, as `importData`
 */
export async function restoreData(
  url: string,
  file: string,
  links: 'renew' | 'keep',
  before = async () => {},
): Promise<Restored> {
  const done = { links: 0, renewed: [] as Renewed[] }
  const rows = await importData(url, file, async (client) => {
    for (const statement of new Set(Object.values(endings))) await client.query(statement)
    if (links === 'renew') Object.assign(done, await renewAll(client))
    await before()
  })
  return { rows, ...done }
}

async function renewAll(client: ClientBase): Promise<Omit<Restored, 'rows'>> {
  const { rows } = await client.query<Row>(
    `select "id", "nonce", "name", ("revokedAt" is not null or "expiresAt" <= now()) as "isOver"
     from "SignupToken" order by "createdAt"`,
  )
  const nonces = rows.map(() => randomPart())
  await client.query(
    `update "SignupToken" as link set "nonce" = renewed."nonce", "version" = link."version" + 1
     from unnest($1::text[], $2::text[]) as renewed("id", "nonce") where link."id" = renewed."id"`,
    [rows.map(({ id }) => id), nonces],
  )
  const renewed = rows.map((row, at) => ({
    name: row.name,
    isOver: row.isOver,
    from: inviteUrl(row),
    to: inviteUrl({ id: row.id, nonce: nonces[at] ?? row.nonce }),
  }))
  const alive = renewed.filter(({ isOver }) => !isOver)
  return { links: rows.length, renewed: alive.map(({ name, from, to }) => ({ name, from, to })) }
}
