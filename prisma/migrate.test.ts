import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { sql, withDatabase } from '@/lib/testing/sql'
import { diff, migrate } from '@/prisma/migrate'
import { migrateAlone } from '@/server/database'

const migrations = readdirSync(path.join(import.meta.dirname, 'migrations'))
  .filter((name) => /^\d{14}_/.test(name))
  .sort()

/** An empty database for one piece of work, gone afterwards. */
async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const server = inject('databaseUrl')
  const name = `migrate_${randomBytes(6).toString('hex')}`
  await sql(server, `CREATE DATABASE ${name}`)
  try {
    await work(withDatabase(server, name))
  } finally {
    await sql(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}

async function applied(url: string): Promise<unknown[]> {
  const rows = await sql(
    url,
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  )
  return rows.map((row) => row.migration_name)
}

test('a migration keeps its name and content, because it may have been applied', () => {
  const sums = readFileSync(path.join(import.meta.dirname, 'migrations.sha256'), 'utf8')
  const found = migrations.map((name) => {
    const text = readFileSync(path.join(import.meta.dirname, 'migrations', name, 'migration.sql'))
    return `${createHash('sha256').update(text).digest('hex')}  migrations/${name}/migration.sql\n`
  })
  expect(found.join('')).toBe(sums)
})

test('an empty database gets every migration; the second run applies nothing', async () => {
  await withEmptyDatabase(async (url) => {
    expect(await migrate(url)).toEqual(migrations)
    expect(await migrate(url)).toEqual([])
    expect(await applied(url)).toEqual(migrations)
    expect(await sql(url, 'SELECT "name" FROM "Role" ORDER BY "id"')).toEqual([
      { name: 'Admin' },
      { name: 'Editor' },
      { name: 'Viewer' },
    ])
  })
})

test('three processes that start at once apply each migration once', async () => {
  await withEmptyDatabase(async (url) => {
    const names = await Promise.all([migrateAlone(url), migrateAlone(url), migrateAlone(url)])
    expect(names.flat()).toEqual(migrations)
    expect(await applied(url)).toEqual(migrations)
  })
})

test('the migrations create every table of the schema', async () => {
  await withEmptyDatabase(async (url) => {
    const wanted = [...(await diff(url, null)).matchAll(/CREATE TABLE "(\w+)"/g)]
    await migrate(url)
    const rows = await sql(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    const tables = rows.map((row) => row.tablename)
    expect(wanted.length).toBeGreaterThan(5)
    for (const [, name] of wanted) expect(tables).toContain(name)
  })
})

test('migrations take no lock of a session, which a pooler would keep', async () => {
  await withEmptyDatabase(async (url) => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    try {
      await migrateAlone(url)
      const sent = query.mock.calls.map((call) => JSON.stringify(call))
      const locks = sent.filter((text) => text.includes('advisory'))
      expect(sent.length).toBeGreaterThan(migrations.length)
      expect(locks).toEqual([expect.stringContaining('pg_advisory_xact_lock')])
    } finally {
      query.mockRestore()
    }
  })
})
