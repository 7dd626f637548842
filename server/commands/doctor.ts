import { EnvError, getEnv } from '@/lib/server/runtime/env'
import { gather } from '@/server/doctor/context'
import { examine } from '@/server/doctor/examine'

/** Looks for common mistakes in the environment and the installation, and says how to mend them. Changes nothing. */
export async function run(): Promise<void> {
  requireValidEnvironment()
  const { lines, mistakes } = await examine(await gather())
  for (const line of lines) console.info(line)
  if (mistakes > 0) throw new Error(mistakes === 1 ? '1 mistake.' : `${mistakes} mistakes.`)
}

/** @throws EnvError with one line for each invalid variable */
function requireValidEnvironment(): void {
  try {
    getEnv()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    throw new EnvError(error.message.replaceAll('\n', '\n✗ '))
  }
}
