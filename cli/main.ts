import { inspect } from 'node:util'
import type { Command, Context } from './command'
import { connect } from './connection'
import { RefusedError, UsageError } from './errors'
import { isSet, type Options } from './options'
import { createProgram, usageExit } from './program'

function contextOf(args: string[], options: Options): Context {
  const print: Context['print'] = (answer, text) => {
    process.stdout.write(`${isSet(options, 'json') ? JSON.stringify(answer, null, 2) : text()}\n`)
  }
  return {
    args,
    options,
    now: new Date(),
    connect: () => connect(options, process.env),
    print,
    note: (text) => process.stderr.write(`${text}\n`),
  }
}

/** Says what went wrong. Returns the exit code. */
function report(error: unknown): number {
  const known = usageExit(error)
  if (known !== null) return known
  const lines = error instanceof RefusedError || error instanceof UsageError ? error.lines : []
  const isOurs = error instanceof TypeError || error instanceof ReferenceError
  const message = isOurs || !(error instanceof Error) ? inspect(error) : `✗ ${error.message}`
  process.stderr.write(`${[message, ...lines.map((line) => `  ${line}`)].join('\n')}\n`)
  return error instanceof UsageError ? 2 : 1
}

/**
 * A token may begin with a hyphen, as options do. As the end of an address it cannot be taken for one. A word
 * behind an option stays as it is: it may be the value.
 */
export function withLinks(args: string[]): string[] {
  return args.map((word, at) =>
    /^-[\w-]{31}$/.test(word) && !args[at - 1]?.startsWith('-') ? `/invite/${word}` : word,
  )
}

/** Runs the command that the arguments name. Returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const run = async (command: Command, words: string[], options: Options) => {
    await command.run(contextOf(words, options))
  }
  try {
    await createProgram(run).parseAsync(withLinks(args), { from: 'user' })
    return 0
  } catch (error) {
    return report(error)
  }
}
