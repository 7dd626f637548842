import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadTypeScript, setDefaults } from '../../../scripts/setup/runtime.mjs'

// Foyer as npm start starts it, once it is built, but that Next answers sign-up and validate too.

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

setDefaults(root, 'production')
await loadTypeScript()
const { main } = await import('../../../server/main.ts')
await main({ root, dev: false, fastRoutes: false })
