import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import packageJson from '@/package.json' with { type: 'json' }
import { adminToken } from './app'

export type Run = { code: number | null; out: string; err: string }

type Environment = Record<string, string>

/** Runs the command line as `npm run foyer` does, in the checkout or in `cwd`, with nothing else in its environment. */
export async function runCli(
  args: string[],
  env: Environment = {},
  input = '',
  cwd = process.cwd(),
): Promise<Run> {
  const { PATH, HOME } = process.env
  const [, script = ''] = packageJson.scripts.foyer.split(' ')
  const child = spawn(process.execPath, [resolve(script), ...args], {
    cwd,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A command that reads nothing may have ended already.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, out, err }
}

/** The same as an administrator of the Foyer at this address. */
export async function foyerAt(url: string, args: string[], input = ''): Promise<Run> {
  return await runCli(args, { FOYER_URL: url, FOYER_TOKEN: adminToken }, input)
}
