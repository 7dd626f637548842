import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `next build` reads. Tests and generated code do not count. */
export const sources = [
  'app',
  'components',
  'i18n',
  'lib',
  'messages',
  'public',
  'prisma',
  'next.config.mjs',
  'package-lock.json',
  'prisma.config.ts',
  'proxy.ts',
  'tsconfig.json',
]
const ignored = /^lib\/(generated|testing)(\/|$)|\.test\.tsx?$/

/** Where each step stores the hash of its inputs. */
export const stamps = {
  install: 'node_modules/.foyer-stamp',
  generate: 'lib/generated/prisma/.foyer-stamp',
  build: '.next/.foyer-stamp',
}

/** @param {string} root */
export function installHash(root) {
  return hash([readFileSync(join(root, 'package-lock.json'))])
}

/** @param {string} root */
export function generateHash(root) {
  const prisma = readJson(join(root, 'node_modules/prisma/package.json'))?.version ?? ''
  return hash([prisma, readFileSync(join(root, 'prisma/schema.prisma'))])
}

/** @param {string} root */
export function buildHash(root) {
  const parts = sources.flatMap((name) => filesOf(root, name))
  return hash(parts.flatMap((name) => [name, readFileSync(join(root, name))]))
}

/**
 * Whether the step's result is there and was made from what is there now.
 * @type {(root: string, stamp: string, hashNow: string) => boolean}
 */
export function isFresh(root, stamp, hashNow) {
  return readText(join(root, stamp)) === hashNow
}

/** @type {(root: string, stamp: string, hashNow: string) => void} */
export function writeStamp(root, stamp, hashNow) {
  writeFileSync(join(root, stamp), hashNow)
}

/**
 * Whether node_modules matches the lock file: npm's record of installed packages lists the same packages,
 * and only those for other platforms are missing. So a manual `npm ci` counts, and an older one does not.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(root, 'node_modules/.package-lock.json'))?.packages
  if (!wanted || !present) return false
  const missing = Object.entries(wanted).some(
    ([path, entry]) =>
      path !== '' &&
      present[path]?.integrity !== entry.integrity &&
      !(entry.optional && !present[path]),
  )
  return (
    !missing && Object.keys(present).every((path) => path in wanted && existsSync(join(root, path)))
  )
}

/** @type {(root: string, name: string) => string[]} */
function filesOf(root, name) {
  const path = join(root, name)
  if (ignored.test(name) || !existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [name]
  const entries = readdirSync(path).sort()
  return entries.flatMap((entry) => filesOf(root, `${name}/${entry}`))
}

/** @param {(string | Buffer)[]} parts */
function hash(parts) {
  const sum = createHash('sha256')
  // The length prefix keeps two neighbours from being read as one.
  for (const part of parts) sum.update(`${part.length}\n`).update(part)
  return sum.digest('hex')
}

/** @param {string} file */
function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** @param {string} file */
function readJson(file) {
  const text = readText(file)
  return text === null ? null : JSON.parse(text)
}
