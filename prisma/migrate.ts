import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, type SqlQuery } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const folder = path.join(import.meta.dirname, 'migrations')
const schema = readFileSync(path.join(import.meta.dirname, 'schema.prisma'), 'utf8')
const filters = { externalTables: [], externalEnums: [] }

let isLoaded = false

/** Once a process: the bindings keep views on the memory of the instance that they were given first. */
function loadEngine(): void {
  if (isLoaded) return
  const entry = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const wasm = readFileSync(entry.replace(/\.js$/, '.wasm'))
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
    './schema_engine_bg.js': { ...bindings },
  })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  isLoaded = true
}

/**
 * The adapter without the engine's own lock, which belongs to a session and would stay with a pooler;
 * `migrateAlone` in server/database.ts sees to it that only one process migrates.
 */
class LocklessPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const { executeRaw } = adapter
    return Object.assign(adapter, {
      executeRaw: async (query: SqlQuery) =>
        query.sql === 'SELECT pg_advisory_lock(72707369)'
          ? 0
          : await executeRaw.call(adapter, query),
    })
  }
}

/**
 * Prisma's own schema engine, as WebAssembly: the usual binary is downloaded at run time, which a
 * firewall may forbid. It records `_prisma_migrations` as `prisma migrate deploy` does.
 */
async function openEngine(pool: pg.Pool) {
  loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(new LocklessPg(pool))
  return bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    adapter,
  )
}

function migrationsList() {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: folder,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}

type Engine = Awaited<ReturnType<typeof openEngine>>

/** Lends an engine to `use` and leaves no connection behind: the engine does not close its own. */
async function withEngine<T>(connectionString: string, use: (engine: Engine) => Promise<T>) {
  const pool = new pg.Pool({ connectionString })
  try {
    const engine = await openEngine(pool)
    return await use(engine)
  } finally {
    await pool.end()
  }
}

/** Applies the migrations that the database does not have yet. Returns their names. */
export async function migrate(connectionString: string): Promise<string[]> {
  return await withEngine(connectionString, async (engine) => {
    const list = migrationsList()
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: list,
      filters,
    })
    return appliedMigrationNames
  })
}

/** The SQL that leads from one schema text (null: nothing) to another; a comment alone where there is no difference. */
export async function diff(
  connectionString: string,
  from: string | null,
  to: string = schema,
): Promise<string> {
  const target = (text: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content: text }],
  })
  return await withEngine(connectionString, async (engine) => {
    const source = from === null ? { tag: 'empty' as const } : target(from)
    const wanted = { from: source, to: target(to), script: true, exitCode: null, filters }
    return (await engine.diff(wanted)).stdout ?? ''
  })
}
