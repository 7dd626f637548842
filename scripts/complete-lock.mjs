import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

// node scripts/complete-lock.mjs, after an `npm install` from a registry mirror that lacks packages
// for other platforms: npm omits those from package-lock.json, and then `npm ci` rejects the file on every
// platform. Their exact versions are in the packages that depend on them. npm would install packages
// without integrity unchecked, so the registry is asked for the checksum of each.

/**
 * @typedef {object} Entry a package in package-lock.json, in npm's order of its fields
 * @property {string} version
 * @property {string} [integrity]
 * @property {boolean | undefined} [dev]
 * @property {Record<string, string>} [optionalDependencies]
 */

const file = 'package-lock.json'
/** @type {{ packages: Record<string, Entry> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'))
const { packages } = lock
const before = Object.keys(packages).length
let sums = 0

for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    const { integrity, os, cpu, libc, license, engines } = publishedAs(name, version)
    const rest = { cpu, dev, libc, license, optional: true, os, engines }
    packages[`node_modules/${name}`] = { version, integrity, ...rest }
  }
}
for (const [path, { version, integrity, ...rest }] of Object.entries(packages)) {
  if (path === '' || integrity) continue
  const name = path.split('node_modules/').at(-1) ?? ''
  packages[path] = { version, integrity: publishedAs(name, version).integrity, ...rest }
  sums += 1
}
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
const added = sorted.length - before
console.info(`${added} packages for other platforms and ${sums} checksums added to ${file}`)

/**
 * Whether Node finds the package beside the one that wants it, or in a node_modules above it.
 * @param {string} path of the one that wants it
 * @param {string} name
 */
function isLocked(path, name) {
  const parts = path.split('/node_modules/')
  const above = parts.map((_, depth) => `${parts.slice(0, depth + 1).join('/node_modules/')}/`)
  return ['', ...above].some((folder) => `${folder}node_modules/${name}` in packages)
}

/**
 * What the registry says about a version; the lock file keeps it.
 * @param {string} name
 * @param {string} version
 */
function publishedAs(name, version) {
  const fields = ['os', 'cpu', 'libc', 'license', 'engines', 'dist.integrity']
  const args = ['view', `${name}@${version}`, ...fields, '--json']
  const { 'dist.integrity': integrity, ...rest } = JSON.parse(
    execFileSync('npm', args, { encoding: 'utf8' }),
  )
  if (!integrity?.startsWith('sha512-'))
    throw new Error(`The registry has no checksum for ${name}@${version}.`)
  return { integrity, ...rest }
}
