import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Operation } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { type Language, samplesOf } from '@/lib/server/docs/samples/samples'
import { givenPng } from '@/lib/testing/png'
import { givenPersonalToken } from '../../contract/support/given'
import { type Place, places } from '../../contract/support/places'
import { appUrl } from '../../contract/support/send'
import { runners } from './languages'

const cookie = 'foyer'

/** The operation with values that exist in place of those of its example. */
function filled(operation: Operation, { params = {}, body }: Place): Operation {
  const values = Object.entries(operation.params ?? {}).map(([name, parameter]) => {
    const example = params[name] ?? parameter.example
    return [name, { ...parameter, example }]
  })
  return {
    ...operation,
    params: Object.fromEntries(values),
    ...(body !== undefined && { example: { ...operation.example, body } }),
  }
}

/** The secrets that a sample reads from its environment. */
async function secretsOf({ access }: Operation, { as = {} }: Place) {
  if (as.authorization !== undefined) return { FOYER_TOKEN: as.authorization }
  if (as.cookie === undefined) return {}
  if (access === 'session') return { FOYER_SESSION: as.cookie.replace(`${cookie}=`, '') }
  const { secret } = await givenPersonalToken({ as: { cookie: as.cookie } })
  return { FOYER_TOKEN: secret }
}

type Run = { code: number | null; output: string }

/** Runs a program in a folder; one whose output never ends is stopped once it has begun. */
async function run(
  [program, args]: [string, string[]],
  { folder, env, streams }: { folder: string; env: object; streams: boolean },
): Promise<Run> {
  const { PATH, HOME, GOCACHE } = process.env
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH, HOME, ...(GOCACHE && { GOCACHE }), NODE_ENV: 'production', ...env },
    // What `go run` starts is stopped with it.
    detached: true,
  })
  const parts: Buffer[] = []
  let stopped = false
  child.stderr.on('data', (part: Buffer) => parts.push(part))
  child.stdout.on('data', (part: Buffer) => {
    parts.push(part)
    if (!streams || stopped || child.pid === undefined) return
    stopped = true
    process.kill(-child.pid, 'SIGKILL')
  })
  const [code] = await once(child, 'close')
  return { code: stopped ? 0 : code, output: Buffer.concat(parts).toString() }
}

/** What is wrong with the sample of one operation; null if it did what the operation says. */
async function problemOf(operation: Operation, language: Language, folder: string) {
  const place = await places[operation.id]?.()
  if (!place) return 'has no line in contract/support/places.ts'
  const samples = samplesOf(filled(operation, place), appUrl(), cookie)
  const code = samples.find((sample) => sample.language === language)?.code ?? ''
  const command = await runners[language].command(code, folder)
  const env = await secretsOf(operation, place)
  const streams = operation.success.media?.type === 'text/event-stream'
  const { code: exit, output } = await run(command, { folder, env, streams })
  const printsStatus = language !== 'sh' && !streams
  const isGood = exit === 0 && (!printsStatus || output.includes(String(operation.success.status)))
  return isGood ? null : `ended with ${exit}:\n${code}\n${output}`
}

/**
 * Runs the samples of every operation in one language against the app at `E2E_URL`, each with people and
 * links of its own. Its settings and its logo change.
 * @returns what did not work
 */
export async function problemsIn(language: Language): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-samples-'))
  await writeFile(join(folder, 'logo.png'), givenPng(8, 8))
  const problems: string[] = []
  try {
    for (const operation of operations) {
      const problem = await problemOf(operation, language, folder)
      if (problem !== null) problems.push(`${operation.id} ${problem}`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return problems
}
