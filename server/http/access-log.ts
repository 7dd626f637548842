import { log } from '@/lib/server/runtime/log'
import type { Observer } from './observe'

/** A line for each request (ACCESS_LOG): never the address that was asked for, which can be a secret. */
export const writeAccessLog: Observer = ({ id, method, pattern, status, seconds, isWhole }) => {
  const ms = Math.round(seconds * 1000)
  log().info(
    { requestId: id, method, path: pattern, status, ms, ...(!isWhole && { cut: true }) },
    'request',
  )
}
