import { format, stripVTControlCharacters } from 'node:util'
import { log } from './log'
import { escapeControls } from './request-context'

const levels = {
  error: 'error',
  warn: 'warn',
  log: 'debug',
  info: 'debug',
  debug: 'debug',
  trace: 'debug',
} as const

type Level = (typeof levels)[keyof typeof levels]

/** URLs that end in a token, even escaped twice, and tokens anywhere else. */
const secrets: [RegExp, string][] = [
  [/((?:\/|%2f)(?:invite|reset|closed|tokens)(?:\/|%2f)+)[^\s/?#&%"'`)]+/gi, '$1:token'],
  [/(\binvite(?:=|%3d))[^\s&#"'`)]+/gi, '$1:token'],
  [/\buser:[0-9a-f]{56}\b/g, 'user::token'],
  [/\*:\*\.[^\s"'`,]+/g, '*:*.:token'],
  // 16 and 24 random bytes, or 24, in base64url.
  [/(?<![\w-])(?:[\w-]{22}\.)?[\w-]{32}(?![\w-])/g, ':token'],
]

/** Masks the tokens in a text (CHECKLIST 23). */
function maskTokens(text: string): string {
  return secrets.reduce((masked, [pattern, name]) => masked.replace(pattern, name), text)
}

/**
 * Prepares console output for the log: without colours, with control characters except line breaks
 * escaped (ASVS 16.4.1; JSON escapes line breaks), and with tokens masked.
 */
export function consoleLine(level: Level, values: unknown[]): { level: Level; text: string } {
  const text = maskTokens(stripVTControlCharacters(format(...values)).trim())
  return {
    level: isAbort(values) ? 'debug' : level,
    text: text.split('\n').map(escapeControls).join('\n'),
  }
}

/**
 * Turns what libraries, mainly Next, write to the console into log lines. Anything that is neither a
 * warning nor an error ("Running next.config.mjs took 206ms") is logged at debug.
 */
export function consoleToLog(): void {
  for (const [method, usual] of Object.entries(levels)) {
    const write = (...values: unknown[]) => {
      const { level, text } = consoleLine(usual, values)
      if (text !== '') log()[level]({ from: 'console' }, text)
    }
    Object.assign(console, { [method]: write })
  }
}

/** A client that disconnects during a request is not an error. */
function isAbort(values: unknown[]): boolean {
  return values.some(
    (value) =>
      value instanceof Error && (value.name === 'AbortError' || value.message === 'aborted'),
  )
}
