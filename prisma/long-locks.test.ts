import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastBeforeRule, longLocks } from './long-locks'

// `npm run upgrade-locks` measures how long all of them lock.

const folder = join(import.meta.dirname, 'migrations')

test('no migration locks a big table for as long as it is read or rewritten', () => {
  const names = readdirSync(folder).filter((name) => /^\d/.test(name) && name > lastBeforeRule)
  const found = names.flatMap((name) =>
    longLocks(readFileSync(join(folder, name, 'migration.sql'), 'utf8')),
  )
  expect(found).toEqual([])
})

test.each([
  'CREATE INDEX "User_x_idx" ON "User"("name");',
  'create unique index x on "Event" ("id");',
  'ALTER TABLE "User" ADD CONSTRAINT "x" FOREIGN KEY ("roleId") REFERENCES "Role"("id");',
  'ALTER TABLE "User"\n  ADD CONSTRAINT "x" CHECK ("id" > 0);',
  'ALTER TABLE "Session" ADD CONSTRAINT "x" UNIQUE ("id");',
  'ALTER TABLE "User" ALTER COLUMN "name" TYPE VARCHAR(10);',
  'ALTER TABLE "User" ALTER COLUMN "name" SET DATA TYPE TEXT;',
  'ALTER TABLE "User" ALTER COLUMN "username" SET NOT NULL;',
  'ALTER TABLE "User" ADD COLUMN "key" UUID DEFAULT gen_random_uuid();',
  'UPDATE "User" SET "name" = lower("name");',
  'DELETE FROM "Event";',
  'VACUUM FULL "Event";',
  'CREATE TABLE "New" ("id" INT);\nCREATE INDEX "x" ON "Event"("id");',
])('%s is refused', (sql) => {
  expect(longLocks(`-- A comment; with a semicolon\n${sql}`)).toHaveLength(1)
})

test.each([
  'CREATE INDEX CONCURRENTLY "x" ON "User"("name");',
  'CREATE TABLE "New" ("id" INT);\nCREATE INDEX "x" ON "New"("id");\nALTER TABLE "New" ADD CONSTRAINT "y" CHECK ("id" > 0);',
  'ALTER TABLE "User" ADD COLUMN "company" TEXT;',
  `ALTER TABLE "User" ADD COLUMN "show" JSONB NOT NULL DEFAULT '{}';`,
  'ALTER TABLE "User" ADD CONSTRAINT "x" CHECK ("id" > 0) NOT VALID;',
  'ALTER TABLE "User" VALIDATE CONSTRAINT "x";',
  'ALTER TABLE "Role" ADD CONSTRAINT "x" CHECK ("id" > 0);',
  'UPDATE "User" SET "name" = lower("name") WHERE "id" = 1;',
  'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM "Event"; $$;',
])('%s is allowed', (sql) => {
  expect(longLocks(sql)).toEqual([])
})
