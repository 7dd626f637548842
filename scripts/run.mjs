import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './setup/prepare.mjs'
import { checkNode, loadTypeScript, setDefaults } from './setup/runtime.mjs'

// npm run export, import, backup, restore, admin-link, admin-tokens and doctor, beside a running Foyer or
// without one, and npm run migration and client-types.

const commands = [
  ...['export', 'import', 'backup', 'restore', 'backup-verify'],
  ...['admin-link', 'admin-tokens', 'doctor', 'migration', 'client-types'],
]
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command = '', ...args] = process.argv.slice(2)

checkNode()
if (!commands.includes(command)) {
  console.error(`✗ Unknown command “${command}”. Use one of: ${commands.join(', ')}.`)
  process.exit(1)
}
setDefaults(root, 'production')
await prepare(root, { build: false })
await loadTypeScript()
const { runCommand } = await import('../server/commands/run-command.ts')
const { run } = await import(`../server/commands/${command}.ts`)
await runCommand(() => run(args))
