import type { IncomingMessage } from 'node:http'
import { cookieName, readCookie } from '@/lib/server/auth/sessions'
import { countFor } from '@/lib/server/signup-tokens/counts/tally'
import { isOpening } from '@/lib/server/signup-tokens/counts/visitors'
import { tokenId } from '@/lib/server/signup-tokens/token'
import type { Handler } from './server'

const path = /^\/invite\/([\w-]{32})(?:\?|$)/

/**
 * Counts each form page that is sent to a person, whoever answers it: `next` with its kept pages, or Next
 * (docs/decisions/0054). Only the form of an open link is a 200 there.
 */
export function withOpenings(next: Handler): Handler {
  return async (request, response) => {
    const id = openedLink(request)
    response.once('finish', () => {
      if (id !== null && response.statusCode === 200) countFor(id, 'opened')
    })
    await next(request, response)
  }
}

/** The link whose form somebody asks for; whoever has a session is told that they are signed in. */
function openedLink({ method, url = '', headers }: IncomingMessage): string | null {
  const token = path.exec(url)?.[1]
  if (method !== 'GET' || token === undefined || headers.rsc !== undefined) return null
  if (readCookie(headers.cookie ?? null, cookieName()) !== null) return null
  return isOpening(headers) ? tokenId(token) : null
}
