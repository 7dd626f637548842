import { fail } from '@/server/process'

/** A signal ends a command as an exit does: what has to go with the process goes. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/** Runs a command. If it throws, the message is printed and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => process.exit(128 + number))
  }
  try {
    await command()
    process.exit(0)
  } catch (error) {
    fail(error)
  }
}
