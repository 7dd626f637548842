import type { Command } from '../command'
import { UsageError } from '../errors'

// The commands beside the data: `npm run export` and the like run the same code. Loaded when needed, because
// they bring the database along.

const exportData: Command = {
  name: 'export',
  summary: 'Write all data of this machine’s Foyer to a file',
  arguments: [{ name: '[file]', description: 'foyer-<date>.ndjson.gz if left out' }],
  examples: ['export backup.ndjson.gz'],
  works: 'here',
  run: async ({ args }) => await (await import('@/server/commands/export')).run(args),
}

const importData: Command = {
  name: 'import',
  summary: 'Fill this machine’s empty Foyer from an exported file',
  arguments: [{ name: '<file>', description: 'what `foyer export` wrote' }],
  examples: ['import backup.ndjson.gz'],
  works: 'here',
  run: async ({ args }) => await (await import('@/server/commands/import')).run(args),
}

const adminLink: Command = {
  name: 'admin-link',
  summary: 'Print an invite link for an administrator, if nobody can sign in any more',
  examples: ['admin-link'],
  works: 'here',
  run: async () => await (await import('@/server/commands/admin-link')).run(),
}

const adminTokens: Command = {
  name: 'admin-tokens',
  summary: 'List the admin API tokens of this machine’s Foyer, or revoke one',
  arguments: [{ name: '[words...]', description: 'nothing, or: revoke <id or name>' }],
  examples: ['admin-tokens', 'admin-tokens revoke 2'],
  works: 'here',
  run: async ({ args }) => {
    const [verb, ...which] = args
    if (verb !== undefined && (verb !== 'revoke' || which.length === 0)) {
      throw new UsageError('Write `admin-tokens`, or `admin-tokens revoke <id or name>`.')
    }
    await (await import('@/server/commands/admin-tokens')).run(args)
  },
}

const doctor: Command = {
  name: 'doctor',
  summary: 'Look for mistakes in this machine’s Foyer and say how to mend them',
  examples: ['doctor'],
  works: 'here',
  run: async () => await (await import('@/server/commands/doctor')).run(),
}

export const hereCommands: Command[] = [exportData, importData, adminLink, adminTokens, doctor]
