import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

// node scripts/complete-lock.mjs, after an `npm install` from a registry mirror that lacks packages
// for other platforms: npm leaves those out of package-lock.json, and then `npm ci` refuses the file
// everywhere. Their exact versions stand in the packages that want them. What has no integrity then,
// npm would install unchecked: the registry is asked for the sum of each.

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages
let added = 0
let summed = 0

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    packages[`node_modules/${name}`] = platformEntry(name, version, entry)
    added += 1
  }
}
for (const [path, entry] of Object.entries(packages)) {
  if (path === '' || entry.integrity) continue
  packages[path] = withIntegrity(entry, integrityOf(path.split('node_modules/').at(-1), entry))
  summed += 1
}
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.info(`${added} packages for other platforms and ${summed} sums added to ${file}`)

/** Node looks beside the package and then in every node_modules above it. */
function isLocked(path, name) {
  const places = path.split('/node_modules/').map((_, depth, parts) => parts.slice(0, depth + 1))
  return [[], ...places].some((parts) => {
    const folder = parts.join('/node_modules/')
    return `${folder ? `${folder}/` : ''}node_modules/${name}` in packages
  })
}

/** The registry's sum of what it publishes under that name and version; the lock file keeps it. */
function integrityOf(name, { version }) {
  const wanted = `${name}@${version}`
  const sum = execFileSync('npm', ['view', wanted, 'dist.integrity'], { encoding: 'utf8' }).trim()
  if (!sum.startsWith('sha512-')) throw new Error(`The registry has no sum for ${wanted}.`)
  return sum
}

/** npm writes the sum right behind the version. */
function withIntegrity({ version, ...rest }, integrity) {
  return { version, integrity, ...rest }
}

function platformEntry(name, version, { dev, license, engines }) {
  const [os] = /android|darwin|freebsd|linux|openharmony|win32/.exec(name) ?? []
  const [cpu] = /arm64|arm|ia32|ppc64|riscv64|s390x|x64/.exec(name) ?? []
  const libc = /-linux-.*-(musl|gnu)$|linux-\w+-(musl)/.exec(name)
  if (!os || !cpu) throw new Error(`${name} does not name its platform.`)
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [name.endsWith('musl') ? 'musl' : 'glibc'] } : {}),
    license,
    optional: true,
    os: [os],
    ...(engines ? { engines } : {}),
  }
}
