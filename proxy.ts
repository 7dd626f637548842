import { type NextRequest, NextResponse } from 'next/server'
import { isLocale, localeCookie, themeCookie, themes } from '@/i18n/locales'
import { closedStatus } from '@/lib/invite-state'
import { pageState } from '@/lib/server/invite-page'
import { chooseLocale } from '@/lib/server/locale'
import { lastSettings } from '@/lib/server/settings'

/** Only pages: the API needs neither a language nor a status that a page cannot choose. */
export const config = {
  matcher: [
    '/',
    '/invite/:token',
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
  const response = await answer(request, headers, room === 'invite' ? token : null)
  const lang = searchParams.get('lang')
  const theme = searchParams.get('theme')
  const options = { maxAge: year, sameSite: 'lax', httpOnly: true, path: '/' } as const
  if (isLocale(lang)) response.cookies.set(localeCookie, lang, options)
  if (theme && isTheme(theme)) response.cookies.set(themeCookie, theme, options)
  return response
}

async function answer(
  request: NextRequest,
  headers: Headers,
  token: string | null,
): Promise<NextResponse> {
  const status = token === null ? 200 : await statusOf(decodeURIComponent(token))
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
