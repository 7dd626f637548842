import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { expect, test } from './support/foyer'

/** Runs `npm run export` beside a running Foyer. */
async function exportTo(file: string, folder: string): Promise<void> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, DATA_DIR: folder, NODE_ENV: 'production' as const }
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', 'export', file], { env })
}

// ATTACK 10
test('an export goes into a new private file, whatever somebody else put into the folder', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(120_000)
  await foyer({}, { folder })
  const shared = join(folder, 'shared')
  await mkdir(shared)
  await chmod(shared, 0o777)
  const victim = join(folder, 'victim')
  await writeFile(victim, 'precious')
  const [linked, prepared] = [join(shared, 'a.export'), join(shared, 'b.export')]
  await symlink(victim, `${linked}.part`)
  await writeFile(`${prepared}.part`, '')
  await chmod(`${prepared}.part`, 0o666)

  for (const file of [linked, prepared]) {
    await exportTo(file, folder)
    const created = await lstat(file)
    expect([created.isFile(), created.mode & 0o777]).toEqual([true, 0o600])
    expect(gunzipSync(await readFile(file)).toString('utf8')).toContain('"passwordHash"')
  }
  expect(await readFile(victim, 'utf8')).toBe('precious')
  expect((await lstat(`${prepared}.part`)).size).toBe(0)
  const names = ['a.export', 'a.export.part', 'b.export', 'b.export.part']
  expect((await readdir(shared)).sort()).toEqual(names)
})
