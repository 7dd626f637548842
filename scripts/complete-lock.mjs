import { readFileSync, writeFileSync } from 'node:fs'

// node scripts/complete-lock.mjs, after an `npm install` from a registry mirror that lacks packages
// for other platforms: npm leaves those out of package-lock.json, and then `npm ci` refuses the file
// everywhere. Their exact versions stand in the packages that want them; integrity is what npm adds
// when it can fetch them.

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const packages = lock.packages
let added = 0

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    packages[`node_modules/${name}`] = platformEntry(name, version, entry)
    added += 1
  }
}
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.info(`${added} packages for other platforms added to ${file}`)

/** Node looks beside the package and then in every node_modules above it. */
function isLocked(path, name) {
  const places = path.split('/node_modules/').map((_, depth, parts) => parts.slice(0, depth + 1))
  return [[], ...places].some((parts) => {
    const folder = parts.join('/node_modules/')
    return `${folder ? `${folder}/` : ''}node_modules/${name}` in packages
  })
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
