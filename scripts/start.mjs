import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './setup/prepare.mjs'
import {
  checkNode,
  endWithParent,
  limitGarbage,
  loadTypeScript,
  setDefaults,
} from './setup/runtime.mjs'

// npm start, npm run dev (--dev) and npm run build (--build-only).

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dev = process.argv.includes('--dev')
const buildOnly = process.argv.includes('--build-only')

checkNode()
endWithParent()
limitGarbage()
setDefaults(root, dev ? 'development' : 'production')
await prepare(root, { build: !dev, ...(buildOnly ? {} : { serve: dev ? 'dev' : 'start' }) })
if (!buildOnly) {
  await loadTypeScript()
  const { main } = await import('../server/main.ts')
  await main({ root, dev })
}
