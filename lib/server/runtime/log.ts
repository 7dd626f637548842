import pino from 'pino'
import { getEnv } from './env'
import { currentRequestId } from './request-context'

let logger: pino.Logger | undefined

/** Each line of a request has its id. */
function mixin() {
  const requestId = currentRequestId()
  return requestId === null ? {} : { requestId }
}

/**
 * The log: JSON lines on stdout, without secrets. Paths are logged as patterns (`/invite/:token`), never
 * as sent; JSON escapes line breaks and control codes (ASVS 16.4.1).
 */
export function log(): pino.Logger {
  logger ??= pino({ level: getEnv().logLevel, base: { app: 'foyer' }, mixin })
  return logger
}
