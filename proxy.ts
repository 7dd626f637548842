import { type NextRequest, NextResponse } from 'next/server'
import { isLocale, localeCookie, themeCookie, themes } from '@/i18n/locales'
import { closedStatus } from '@/lib/invite-state'
import { pageState } from '@/lib/server/invite-page'
import { chooseLocale } from '@/lib/server/locale'
import { findPasswordReset, resetStatus } from '@/lib/server/password-resets'
import { lastSettings } from '@/lib/server/settings'

/** Only pages: the API needs neither a language nor a status that a page cannot choose. */
export const config = {
  matcher: [
    '/',
    '/invite/:token',
    '/reset/:token',
    '/closed/:path*',
    '/welcome',
    '/login',
    '/account',
    '/account/tokens',
    '/admin/:path*',
  ],
}

const year = 365 * 24 * 3600

/**
 * Tells pages the languages, the theme and their own address, and gives the page of a link that is not
 * open its status: a page cannot choose one, a rewrite can (docs/decisions/0014). Reads only; a cookie
 * is set where somebody has just chosen a language or a theme.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search, searchParams } = request.nextUrl
  const [, room, token = ''] = pathname.split('/')
  if (room === 'closed') return NextResponse.redirect(new URL('/', request.url), 307)
  const headers = new Headers(request.headers)
  const { languages } = await lastSettings()
  headers.set('x-foyer-languages', languages.join(','))
  headers.set('x-foyer-locale', chooseLocale(request, languages))
  headers.set('x-foyer-theme', chooseTheme(request))
  headers.set('x-foyer-address', pathname + search)
  const response = await answer(request, headers, { room, token })
  const lang = searchParams.get('lang')
  const theme = searchParams.get('theme')
  const options = { maxAge: year, sameSite: 'lax', httpOnly: true, path: '/' } as const
  if (isLocale(lang)) response.cookies.set(localeCookie, lang, options)
  if (theme && isTheme(theme)) response.cookies.set(themeCookie, theme, options)
  return response
}

type Place = { room: string | undefined; token: string }

async function answer(request: NextRequest, headers: Headers, place: Place): Promise<NextResponse> {
  const status = await statusOf(place)
  if (status === 200) return NextResponse.next({ request: { headers } })
  const url = request.nextUrl.clone()
  const closed = place.room === 'reset' ? '/closed/reset' : '/closed'
  url.pathname = status === 503 ? '/unavailable' : `${closed}/${place.token}`
  return NextResponse.rewrite(url, { request: { headers }, status })
}

/** The status of a page that a token opens, as it stands now; 200 of every other page. */
async function statusOf({ room, token: sent }: Place): Promise<number> {
  const token = decodeURIComponent(sent)
  try {
    if (room === 'invite') return closedStatus[await pageState(token)]
    if (room === 'reset') return resetStatus[(await findPasswordReset(token)).state]
    return 200
  } catch {
    return 503
  }
}

function isTheme(text: string): boolean {
  return themes.some((theme) => theme === text)
}

function chooseTheme(request: NextRequest): string {
  const wanted = [
    request.nextUrl.searchParams.get('theme'),
    request.cookies.get(themeCookie)?.value,
  ]
  return wanted.find((theme) => theme && isTheme(theme)) ?? 'auto'
}
