import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Check, mistake } from '@/server/doctor/check'

const packageSchema = z.object({ engines: z.object({ node: z.string().regex(/^>=\d+\.\d+$/) }) })

/** The version that package.json asks for: `20.19`. */
function oldest(): string {
  const file = join(import.meta.dirname, '../../../package.json')
  const { engines } = packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return engines.node.slice(2)
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

export const node: Check = {
  name: 'Node is new enough',
  run: async ({ nodeVersion }) => {
    const least = oldest()
    if (!isOlder(nodeVersion, least)) return null
    return mistake(
      `Foyer needs Node ${least} or newer; this is ${nodeVersion}.`,
      'Install a newer Node, and check that the service manager starts that one.',
    )
  },
}
