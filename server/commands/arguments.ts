import { parseArgs } from 'node:util'

/**
 * The words and options of a command; every option has a value.
 * @param names of the options, without hyphens
 * @param usage one sentence, thrown as an Error where something else is written
 */
export function readArguments<N extends string>(
  args: string[],
  names: readonly N[],
  usage: string,
) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    return { words: positionals, options: values as Partial<Record<N, string>> }
  } catch {
    throw new Error(usage)
  }
}

/** The value of an option that is a whole number from 1 to 99,999. */
export function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    throw new Error(`--${name} takes a whole number from 1 on, not “${text}”.`)
  }
  return Number(text)
}
