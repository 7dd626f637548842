import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

// What the tests of this folder read of it.

export const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

/** Every file for operators; the rest checks them. `.env` is somebody's own. */
export const files: string[] = readdirSync(import.meta.dirname, {
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile() && !/\.ts$|^\.env$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name).slice(import.meta.dirname.length + 1))

/** The documents of a YAML file. @throws the first error or warning in it */
export function readYaml<T>(name: string): T[] {
  return parseAllDocuments(read(name)).map((document) => {
    const [problem] = [...document.errors, ...document.warnings]
    if (problem) throw problem
    return document.toJS()
  })
}

/** `NAME=value` lines. */
export function readLines(text: string): Record<string, string> {
  const lines = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)]
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]))
}

/** Long enough for Foyer, unlike the secrets of the examples. */
export const fakeButLong = 'obviously-fake-but-long-enough-secret'

/** How long Foyer may take to end after SIGTERM, without SHUTDOWN_DELAY_SECONDS: as server/main.ts says. */
export function secondsToEnd(): number {
  const main = readFileSync(join(import.meta.dirname, '../server/main.ts'), 'utf8')
  const [, drain = ''] = /server\.drain\(([\d_]+), notice\)/.exec(main) ?? []
  const [, counts = ''] = /stopCounting\(\), pause\(([\d_]+),/.exec(main) ?? []
  const seconds = [drain, counts].map((time) => Number(time.replaceAll('_', '')) / 1000)
  if (seconds.some((time) => time === 0)) throw new Error('server/main.ts no longer says how long.')
  return seconds.reduce((sum, time) => sum + time)
}
