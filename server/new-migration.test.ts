import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createMigration, writeSums } from './new-migration'

let root = ''

const at = new Date('2999-01-02T03:04:05Z')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const create = (name: string) => createMigration(root, name, inject('databaseUrl'), at)

function git(...args: string[]): void {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
  execFileSync('git', [...author, ...args], { cwd: root })
}

function commitAll(): void {
  git('add', '-A')
  git('commit', '-q', '-m', 'All of it')
}

function addField(name: string): void {
  const schema = read('prisma/schema.prisma')
  const changed = schema.replace('model Role {', `model Role {\n  ${name} String?`)
  writeFileSync(join(root, 'prisma/schema.prisma'), changed)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-migration-'))
  for (const name of ['schema.prisma', 'migrations', 'migrations.sha256']) {
    cpSync(join(import.meta.dirname, '../prisma', name), join(root, 'prisma', name), {
      recursive: true,
    })
  }
  git('init', '-q')
  commitAll()
})

afterEach(() => rmSync(root, { recursive: true }))

test('a changed schema becomes a migration with its sum', async () => {
  const sums = read('prisma/migrations.sha256')
  addField('motto')
  const file = await create('add_motto')
  expect(file).toBe('prisma/migrations/29990102030405_add_motto/migration.sql')
  expect(read(file)).toContain('ALTER TABLE "Role" ADD COLUMN     "motto" TEXT;')
  expect(read('prisma/migrations.sha256')).toMatch(
    /^[\s\S]*\n[0-9a-f]{64} {2}migrations\/29990102030405_add_motto\/migration\.sql\n$/,
  )
  expect(read('prisma/migrations.sha256').startsWith(sums)).toBe(true)
})

test('nothing is written where nothing changed, or nothing that the database would know of', async () => {
  const before = readdirSync(join(root, 'prisma/migrations'))
  await expect(create('nothing')).rejects.toThrow('has not changed since the last commit')
  writeFileSync(
    join(root, 'prisma/schema.prisma'),
    `// A comment.\n${read('prisma/schema.prisma')}`,
  )
  await expect(create('nothing')).rejects.toThrow('has not changed since the last commit')
  await expect(create('Add company!')).rejects.toThrow('Name the migration in lower case')
  expect(readdirSync(join(root, 'prisma/migrations'))).toEqual(before)
})

test('one migration waits at a time, and the next comes after it within the same second', async () => {
  addField('motto')
  const first = await create('add_motto')
  addField('anthem')
  await expect(create('add_anthem')).rejects.toThrow('add_motto is not committed yet')
  git('add', '-A')
  await expect(create('add_anthem')).rejects.toThrow('add_motto is not committed yet')
  git('reset', '-q', '--', '.')
  rmSync(join(root, first, '..'), { recursive: true })
  await create('add_both')
  commitAll()
  addField('colour')
  expect(await create('add_colour')).toBe(
    'prisma/migrations/29990102030406_add_colour/migration.sql',
  )
})

test('a sum follows the SQL until it is committed, and never afterwards', async () => {
  addField('motto')
  const file = await create('add_motto')
  const sums = read('prisma/migrations.sha256')
  writeFileSync(join(root, file), `${read(file)}-- Read by a person.\n`)
  writeSums(root)
  expect(read('prisma/migrations.sha256')).not.toBe(sums)
  commitAll()
  writeFileSync(join(root, file), 'SELECT 1;\n')
  expect(() => writeSums(root)).toThrow('may already have been applied')
})
