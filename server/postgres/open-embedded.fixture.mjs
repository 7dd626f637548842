import { register } from 'tsx/esm/api'

// A process of its own that uses the built-in PostgreSQL of the folder that it is told: prints the
// URL, and leaves at SIGTERM.

register()
const { openEmbedded } = await import('./embedded.ts')
const embedded = await openEmbedded(process.argv[2] ?? '')
process.on('SIGTERM', async () => {
  await embedded.stop()
  process.exit(0)
})
console.info(embedded.url)
setInterval(() => {}, 60_000)
