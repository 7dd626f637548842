import { loadTypeScript } from '../../scripts/setup/runtime.mjs'

// `npm run doctor` without the preparation of the checkout.

await loadTypeScript()
const { runCommand } = await import('../commands/run-command.ts')
const { run } = await import('../commands/doctor.ts')
await runCommand(run)
