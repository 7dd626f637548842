import { register } from 'tsx/esm/api'

// A separate process that uses the built-in PostgreSQL of the given folder: it prints the URL and
// leaves the server on SIGTERM.

register()
const { openEmbedded } = await import('./embedded.ts')
const embedded = await openEmbedded(process.argv[2] ?? '')
process.on('SIGTERM', async () => {
  await embedded.stop()
  process.exit(0)
})
console.info(embedded.url)
setInterval(() => {}, 60_000)
