import { sql } from '@/lib/testing/sql'

/**
 * How many rows of each, no fewer people than links: one came by each link, the rest by the first. As many
 * invite requests as links.
 */
export type Size = { links: number; people: number; events: number }

/** The first link. */
export const popularLink = '0000000000000001'

/** Names that stand once in a database of any size, near its beginning. */
export const rareLink = 'astronomy'
export const rarePerson = 'zuzana'
export const cyrillicLink = 'астрономия'
export const cyrillicPerson = 'жанна'

// Set-based: a statement a table, so that a million rows take seconds, not hours. $1, $2 and $3 are the
// numbers of links, people and events.
const statements = [
  `INSERT INTO "SignupToken" ("id", "nonce", "name", "createdAt", "expiresAt", "enabled", "revokedAt", "roleId")
   SELECT lpad(to_hex(n), 16, '0'), substr(md5(n::text), 1, 16),
     CASE n WHEN 500 THEN '${rareLink}' WHEN 600 THEN '${cyrillicLink}'
       ELSE (ARRAY['Rowing', 'Choir', 'Chess', 'Garden', 'Theatre'])[n % 5 + 1] END || ' club ' || n,
     timestamptz '2026-01-01' + n * interval '1 minute',
     timestamptz '2026-01-01' + n * interval '1 minute' + (n % 700) * interval '1 hour',
     n % 10 <> 0, CASE WHEN n % 8 = 0 THEN timestamptz '2026-06-01' END,
     CASE WHEN n % 50 = 0 THEN 1 WHEN n % 7 = 0 THEN 2 ELSE 3 END
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO "User" ("email", "name", "passwordHash", "createdAt", "enabled", "roleId")
   SELECT 'person' || n || '@example.org',
     CASE n WHEN 1500 THEN '${rarePerson}' WHEN 1600 THEN '${cyrillicPerson}'
       ELSE (ARRAY['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara'])[n % 5 + 1] END
       || ' ' || substr(md5(n::text), 1, 8),
     'none', timestamptz '2026-01-01' + n * interval '10 seconds', n % 10 <> 0,
     CASE WHEN n % 1000 = 0 THEN 1 WHEN n % 20 = 0 THEN 2 ELSE 3 END
   FROM generate_series(1, $2::int) AS n`,
  `INSERT INTO "SignupTokenUse" ("signupTokenId", "userId", "usedAt")
   SELECT lpad(to_hex(CASE WHEN n <= $1::int THEN n ELSE 1 END), 16, '0'), n,
     timestamptz '2026-01-01' + n * interval '10 seconds'
   FROM generate_series(1, $2::int) AS n`,
  `UPDATE "SignupToken" SET "useCount" = counted.uses FROM (
     SELECT "signupTokenId", count(*)::int AS uses FROM "SignupTokenUse" GROUP BY 1
   ) AS counted WHERE counted."signupTokenId" = "id"`,
  `INSERT INTO "Event" ("type", "createdAt", "actorUserId", "userId", "signupTokenId", "data", "address")
   SELECT (ARRAY['user-signed-in', 'public-signup-token-user-added', 'user-created', 'user-updated'])[n % 4 + 1],
     timestamptz '2026-01-01' + n * interval '10 seconds',
     CASE WHEN n % 5 = 0 THEN 1 ELSE n % $2::int + 1 END, n % $2::int + 1,
     CASE WHEN n % 4 = 0 THEN NULL ELSE lpad(to_hex(n % $1::int + 1), 16, '0') END,
     jsonb_build_object('roleId', 3), CASE WHEN n > $3::int * 0.9 THEN '192.0.2.1' END
   FROM generate_series(1, $3::int) AS n`,
  // The newest thousand came in the last two weeks, whatever there was before: the overview counts them.
  `UPDATE "SignupTokenUse" SET "usedAt" = now() - ($2::int - "userId") * interval '20 minutes'
   WHERE "userId" > $2::int - 1000`,
  `INSERT INTO "InviteRequest" ("signupTokenId", "email", "state", "createdAt")
   SELECT lpad(to_hex(CASE WHEN n <= 400 THEN 1 ELSE n END), 16, '0'), 'asked' || n || '@example.org',
     CASE WHEN n % 3 = 0 THEN 'dismissed' ELSE 'open' END,
     timestamptz '2026-01-01' + n * interval '1 minute'
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO "LinkCount" ("signupTokenId", "day", "kind", "count")
   SELECT lpad(to_hex(n), 16, '0'), current_date - day, kind, n + day
   FROM generate_series(1, least($1::int, 10000)) AS n, generate_series(0, 29) AS day,
     unnest(ARRAY['opened', 'started', 'expired']) AS kind`,
]

/** Fills a migrated, empty database. */
export async function seed(url: string, size: Size): Promise<void> {
  const sizes = [size.links, size.people, size.events]
  for (const statement of statements) {
    const text = statement.replace(/\$([123])/g, (_, at) => String(sizes[Number(at) - 1]))
    await sql(url, text)
  }
  await sql(url, 'VACUUM ANALYZE')
}
