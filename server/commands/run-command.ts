import { fail } from '@/server/process'

/** Runs a command. If it throws, the message is printed and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
    process.exit(0)
  } catch (error) {
    fail(error)
  }
}
