import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { sql, withDatabase } from '@/lib/testing/sql'
import { adminLogin, DATABASE, tcpUrl } from '@/server/postgres/address'
import { IN_USE } from '@/server/postgres/attach'
import { createCluster, startCluster, stopCluster } from '@/server/postgres/cluster'
import { keepSecret } from '@/server/postgres/files'
import { locate } from '@/server/postgres/location'
import { freePort } from '../../support/app'

/** The built-in PostgreSQL of a data folder as Foyer had it until docs/decisions/0043. */
export type Earlier = {
  /** The app's own connection then: the superuser's, on a port of this machine. */
  url: string
  /** Ends the server in order, as an app that left did. */
  stop(): Promise<void>
}

/**
 * Makes the data folder of an earlier Foyer with its server running, migrated as far as that Foyer
 * went, with a person and the link by which they came.
 * @param last the name of its last migration
 */
export async function givenEarlier(folder: string, last: string): Promise<Earlier> {
  const cluster = { ...(await locate(folder, 18)), tcpPort: await freePort() }
  const password = await keepSecret(join(folder, 'postgres-password'))
  await createCluster(cluster, password)
  const file = join(cluster.folder, 'postgresql.conf')
  const settings = await readFile(file, 'utf8')
  await writeFile(file, settings.replace("\nlisten_addresses = ''\n", '\n'))
  await startCluster(cluster)
  const server = tcpUrl(cluster.tcpPort, adminLogin(password))
  await sql(server, `create database ${DATABASE}`)
  const url = withDatabase(server, DATABASE)
  await migrateUntil(url, last)
  await insertData(url)
  return { url, stop: () => stopCluster(cluster, 'fast') }
}

/**
 * Brings a database to where a checkout with the migrations up to `last` leaves it.
 * @param more a further migration, which nobody else knows
 */
export async function migrateUntil(
  url: string,
  last: string,
  more?: { name: string; text: string },
): Promise<void> {
  await mkdir('test-results', { recursive: true })
  const checkout = await mkdtemp(join(process.cwd(), 'test-results', 'earlier-'))
  const migrations = (await readdir('prisma/migrations')).filter((name) => name <= last)
  const files = ['migrate.ts', 'schema.prisma', 'migrations/migration_lock.toml']
  for (const name of [...files, ...migrations.map((each) => `migrations/${each}`)]) {
    await cp(join('prisma', name), join(checkout, name), { recursive: true })
  }
  if (more) {
    const folder = join(checkout, 'migrations', more.name)
    await mkdir(folder)
    await writeFile(join(folder, 'migration.sql'), more.text)
  }
  // In a process of its own: the engine takes one database in the life of a process.
  const script = `import { migrate } from '${checkout}/migrate.ts'
    void migrate(process.argv[1]).then((names) => process.stdout.write(String(names.length)))`
  const { stdout } = await promisify(execFile)(process.execPath, [
    'node_modules/tsx/dist/cli.mjs',
    '-e',
    script,
    url,
  ])
  await rm(checkout, { recursive: true })
  if (Number(stdout) === 0) throw new Error(`Nothing was migrated until ${last}.`)
}

/** A person, and a link by which they came. */
async function insertData(url: string): Promise<void> {
  const hash = 'hmac-sha384-bcrypt$2b$04$obviously.fake'
  await sql(
    url,
    `INSERT INTO "User" ("email", "name", "passwordHash", "roleId") VALUES ('old@example.org', 'Old', '${hash}', 3)`,
  )
  await sql(
    url,
    `INSERT INTO "SignupToken" ("id", "nonce", "name", "expiresAt", "maxUses", "useCount", "roleId")
     VALUES ('0123456789abcdef', 'fedcba9876543210', 'Old link', now() + interval '1 day', 2, 1, 3)`,
  )
  await sql(
    url,
    `INSERT INTO "SignupTokenUse" ("signupTokenId", "userId") VALUES ('0123456789abcdef', 1)`,
  )
}

/** Uses the server as an app did: with a shared lock, for as long as it lives. */
export async function useAsApp({ url }: Earlier): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE])
  return client
}
