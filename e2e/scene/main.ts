import { parseArgs } from 'node:util'
import { getDb } from '@/lib/server/db/db'
import { getEnv } from '@/lib/server/runtime/env'
import { setDefaults } from '@/scripts/setup/runtime.mjs'
import { withDatabase } from '@/server/database'
import { fillScene } from './fill-scene'
import { scenePassword } from './names'
import { places } from './places'

// npm run scene [-- --force]: fills the database of DATABASE_URL, or of ./data, beside a running Foyer or
// without one. Everybody in it has the same password, so it is for machines that nobody else can reach.

async function requireEmpty(): Promise<void> {
  const others = await getDb().user.count({ skip: 1 })
  if (others === 0) return
  throw new Error(
    `There are ${others} people besides the first administrator. The scene is for an empty instance; --force adds it anyway.`,
  )
}

async function fill(): Promise<void> {
  const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } })
  if (!values.force) await requireEmpty()
  const started = performance.now()
  const scene = await fillScene()
  process.send?.(scene)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const origin = getEnv().publicUrl
  console.info(`Filled in ${seconds} s. Sign in at ${origin}/login:`)
  console.info(`  ${scene.admin.email}\n  ${scenePassword}`)
  for (const { name, path, who } of places) {
    console.info(`  ${name.padEnd(24)} ${who.padEnd(7)} ${origin}${path(scene)}`)
  }
}

setDefaults(process.cwd(), 'production')
try {
  await withDatabase(fill)
  process.exit(0)
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
