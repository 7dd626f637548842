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

/** Addresses that end in a token, escaped once more too, and tokens wherever they stand. */
const secrets: [RegExp, string][] = [
  [/((?:\/|%2f)(?:invite|reset|closed|tokens)(?:\/|%2f)+)[^\s/?#&%"'`)]+/gi, '$1:token'],
  [/(\binvite(?:=|%3d))[^\s&#"'`)]+/gi, '$1:token'],
  [/\buser:[0-9a-f]{56}\b/g, 'user::token'],
  [/\*:\*\.[^\s"'`,]+/g, '*:*.:token'],
  // 16 and 24 random bytes, or 24, in base64url.
  [/(?<![\w-])(?:[\w-]{22}\.)?[\w-]{32}(?![\w-])/g, ':token'],
]

/** A text without the tokens that it holds (CHECKLIST 23). */
function maskTokens(text: string): string {
  return secrets.reduce((masked, [pattern, name]) => masked.replace(pattern, name), text)
}

/**
 * What the log gets of something that was written to the console: without colours, with control
 * characters but the line break escaped (ASVS 16.4.1; JSON escapes that one) and tokens masked.
 */
export function consoleLine(level: Level, values: unknown[]): { level: Level; text: string } {
  const text = maskTokens(stripVTControlCharacters(format(...values)).trim())
  return {
    level: isAbort(values) ? 'debug' : level,
    text: text.split('\n').map(escapeControls).join('\n'),
  }
}

/**
 * Makes lines of the log, one each, of what libraries write to the console, Next above all. What is
 * neither a warning nor an error is their chatter ("Running next.config.mjs took 206ms"): debug.
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

/** Somebody who goes away in the middle of a request is no fault. */
function isAbort(values: unknown[]): boolean {
  return values.some(
    (value) =>
      value instanceof Error && (value.name === 'AbortError' || value.message === 'aborted'),
  )
}
