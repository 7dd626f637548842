import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diff } from '@/prisma/migrate'

const folder = 'prisma/migrations'
const schema = 'prisma/schema.prisma'

/**
 * Writes the SQL that leads from the schema of the last commit to the one in the working tree, and the
 * sums of all migrations. Throws where the name is not in small letters, digits and underscores, where
 * nothing changed, and where a migration waits to be committed, since the SQL would repeat it.
 * @param root the checkout
 * @param url any database; nothing is written to it
 * @returns the path of the new file below the checkout
 */
export async function createMigration(
  root: string,
  name: string,
  url: string,
  at = new Date(),
): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    throw new Error(
      'Name the migration in lower case, for example: npm run migration -- add_company',
    )
  }
  requireUntouched(root)
  const [waiting] = listWaiting(root)
  if (waiting) throw new Error(`${waiting} is not committed yet: commit it first, or remove it.`)
  const before = git(root, 'show', `HEAD:${schema}`)
  const sql = await diff(url, before, readFileSync(join(root, schema), 'utf8'))
  if (!/^[^-\s]/m.test(sql))
    throw new Error(
      `${schema} has not changed since the last commit, so there is nothing to migrate.`,
    )
  const migration = join(folder, `${nextStamp(root, at)}_${name}`)
  mkdirSync(join(root, migration))
  writeFileSync(join(root, migration, 'migration.sql'), sql)
  writeSums(root)
  return join(migration, 'migration.sql')
}

/**
 * Writes the sum of each migration, by which a test finds one that was changed. Throws where that is
 * the case: somebody may have applied what was committed.
 */
export function writeSums(root: string): void {
  requireUntouched(root)
  const lines = listMigrations(root).map((name) => {
    const text = readFileSync(join(root, folder, name, 'migration.sql'))
    return `${createHash('sha256').update(text).digest('hex')}  migrations/${name}/migration.sql\n`
  })
  writeFileSync(join(root, 'prisma/migrations.sha256'), lines.join(''))
}

function requireUntouched(root: string): void {
  const files = `:(glob)${folder}/*/migration.sql`
  // Any change but an addition.
  const [changed] = git(root, 'diff', '--name-only', '--diff-filter=a', 'HEAD', files).split('\n')
  if (!changed) return
  throw new Error(
    `${changed} is committed and may already have been applied. Write a new migration instead.`,
  )
}

function listMigrations(root: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** Migrations that git has not seen or that are only staged. */
function listWaiting(root: string): string[] {
  const committed = git(root, 'ls-tree', '-d', '--name-only', 'HEAD', `${folder}/`).split('\n')
  return listMigrations(root)
    .map((name) => `${folder}/${name}`)
    .filter((path) => !committed.includes(path))
}

/** Migrations run in the order of their names, so a new one comes after the last, whatever the clock says. */
function nextStamp(root: string, at: Date): string {
  const [last = ''] = listMigrations(root).at(-1)?.split('_') ?? []
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(last)?.slice(1).map(Number) ?? []
  const [year = 0, month = 1, day, hour, minute, second = 0] = parts
  const after = Date.UTC(year, month - 1, day, hour, minute, second + 1)
  return new Date(Math.max(after, at.getTime())).toISOString().replace(/\D/g, '').slice(0, 14)
}

function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
}
