import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import packageJson from '@/package.json' with { type: 'json' }
import type { Block, Guide } from './read'
import { stepOf } from './steps'

type Place = { folder: string; url: string; token: string }

/** What the commands of a block printed. */
export type Printed = { block: Block; output: string }

const outputOf = (folder: string, { line }: Block) => join(folder, `line-${line}.out`)

/** The block's commands in the guide's own shell, so that the next block has its variables. */
function commandsOf({ file }: Guide, block: Block, run: string): string {
  return [`echo '${file}:${block.line}' >&2`, '{', run, `} > line-${block.line}.out`].join('\n')
}

/** The command line under the name that the guides give it. */
async function writeFoyer(folder: string): Promise<string> {
  const [, script = ''] = packageJson.scripts.foyer.split(' ')
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'foyer'), `#!/bin/sh\nexec node '${resolve(script)}' "$@"\n`)
  await chmod(join(bin, 'foyer'), 0o755)
  return bin
}

async function runScript(guide: Guide, { folder, url, token }: Place): Promise<void> {
  const bin = await writeFoyer(folder)
  const { PATH = '' } = process.env
  const child = spawn('bash', ['--noprofile', '-euo', 'pipefail', 'guide.sh'], {
    cwd: folder,
    env: {
      PATH: `${bin}:${PATH}`,
      HOME: folder,
      NODE_ENV: 'production',
      FOYER_URL: url,
      FOYER_TOKEN: token,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
  if (code === 0) return
  const line = Number(/:(\d+)$/.exec(said.match(/^docs\/guides\/.*:\d+$/gm)?.at(-1) ?? '')?.[1])
  const output = await readFile(join(folder, `line-${line}.out`), 'utf8').catch(() => '')
  throw new Error(`${guide.file}:${line} failed with code ${code}:\n${said}\n${output}`)
}

/** Runs the blocks of a guide in order, in one folder and one shell, as somebody who reads it does. */
export async function runGuide(guide: Guide, place: Place): Promise<Printed[]> {
  const commands: string[] = []
  const run: Block[] = []
  for (const block of guide.blocks) {
    const step = stepOf(block)
    if (step.file) await writeFile(join(place.folder, step.file), `${block.text}\n`)
    if (step.run === undefined) continue
    commands.push(commandsOf(guide, block, step.run))
    run.push(block)
  }
  await writeFile(join(place.folder, 'guide.sh'), `${commands.join('\n')}\n`)
  await runScript(guide, place)
  return await Promise.all(
    run.map(async (block) => ({
      block,
      output: await readFile(outputOf(place.folder, block), 'utf8'),
    })),
  )
}
