import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './setup/prepare.mjs'
import { checkNode, loadTypeScript, setDefaults } from './setup/runtime.mjs'

// npm run foyer -- …, or this file from any folder: the command line (docs/cli.md).

const root = dirname(dirname(fileURLToPath(import.meta.url)))

checkNode()
setDefaults(root, 'production')
// What is set up on the way is no part of the output, which a program may read.
const { info } = console
console.info = console.error
await prepare(root, { build: false })
console.info = info
await loadTypeScript()
const { main } = await import('../cli/main.ts')
const code = await main(process.argv.slice(2))
// A pipe may still hold some of the output; the database or a connection would keep the process alive.
process.stdout.write('', () => process.exit(code))
