import { type NextRequest, NextResponse } from 'next/server'
import { closedStatus } from '@/lib/invite-state'
import { pageState } from '@/lib/server/invite-page'
import { chooseLocale } from '@/lib/server/locale'

/** Only pages: the API needs neither a language nor a status that a page cannot choose. */
export const config = {
  matcher: [
    '/',
    '/invite/:token',
    '/closed/:path*',
    '/welcome',
    '/login',
    '/account/:path*',
    '/admin/:path*',
  ],
}

/**
 * Finds the language, and gives the page of a link that is not open its status: a page cannot choose
 * one, a rewrite can. Reads only.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const headers = new Headers(request.headers)
  headers.set('x-foyer-locale', chooseLocale(request))
  const [, room, token = ''] = request.nextUrl.pathname.split('/')
  if (room === 'closed') return NextResponse.redirect(new URL('/', request.url), 307)
  if (room !== 'invite') return NextResponse.next({ request: { headers } })
  const status = await statusOf(decodeURIComponent(token))
  if (status === 200) return NextResponse.next({ request: { headers } })
  const url = request.nextUrl.clone()
  url.pathname = status === 503 ? '/unavailable' : `/closed/${token}`
  return NextResponse.rewrite(url, { request: { headers }, status })
}

async function statusOf(token: string): Promise<number> {
  try {
    return closedStatus[await pageState(token)]
  } catch {
    return 503
  }
}
