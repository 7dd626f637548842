import { UsageError } from './errors'

/** What commander read of the options of a command, by their names in camel case. */
export type Options = Record<string, unknown>

/** The value of an option, or undefined where it was not given. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function isSet(options: Options, name: string): boolean {
  return options[name] === true
}

/** The values of an option that may be repeated. */
export function textsOf(options: Options, name: string): string[] {
  const value = options[name]
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}

/** The whole number of an option, at least 1. */
export function numberOf(options: Options, name: string): number | undefined {
  const text = textOf(options, name)
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new UsageError(`--${name} takes a whole number from 1 on, not “${text}”.`)
  }
  return Number(text)
}

/** The members that were given: the API refuses `undefined` no less than an unknown field. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
