import type { TestProject } from 'vitest/node'
import { migrate } from '@/prisma/migrate'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { sql, withDatabase } from './sql'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject) {
  const postgres = await startTemporaryPostgres()
  await sql(postgres.url, 'CREATE DATABASE foyer_template')
  await migrate(withDatabase(postgres.url, 'foyer_template'))
  project.provide('databaseUrl', postgres.url)
  return () => postgres.stop()
}
