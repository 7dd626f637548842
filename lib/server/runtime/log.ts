import pino from 'pino'
import { getEnv } from './env'

let logger: pino.Logger | undefined

/**
 * The log: JSON lines on stdout, without secrets. Paths are logged as patterns (`/invite/:token`), never
 * as sent; JSON escapes line breaks and control codes (ASVS 16.4.1).
 */
export function log(): pino.Logger {
  logger ??= pino({ level: getEnv().logLevel, base: { app: 'foyer' } })
  return logger
}
