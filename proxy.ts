import { type NextRequest, NextResponse } from 'next/server'
import { isLocale, isTheme, localeCookie, themeCookie } from '@/i18n/locales'
import { chooseLocale, chooseTheme } from '@/i18n/preferences'
import type { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import { findPasswordReset, resetStatus } from '@/lib/server/account/password-resets'
import { findSession, isSecure } from '@/lib/server/auth/sessions'
import { isInDocs } from '@/lib/server/docs/pages'
import { toAppError } from '@/lib/server/http/error-response'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { stepsCookie } from '@/lib/server/pages/first-steps'
import { pageState } from '@/lib/server/pages/invite'
import { withRequestContext } from '@/lib/server/runtime/request-context'
import { lastSettings, logoHref } from '@/lib/server/settings/settings'
import { stateTable } from '@/lib/signup-token-state'

/**
 * Pages, those that are not there too: the API and files need neither a language nor a status that a
 * page cannot choose. Only what is read: of a write Next would copy the body for this file, and the
 * server in front lets none through to a page (docs/decisions/0041).
 */
export const config = {
  matcher: [
    {
      source:
        '/((?!api/|_next/|auth/|\\.well-known/|(?:invite|reset)/[^/]+/|login/|account/(?!tokens$)|(?:health|ready|logo|logout|new-user)$|[^/]+\\.[a-z]+$).*)',
      missing: [{ type: 'header', key: 'x-foyer-write' }],
    },
  ],
}

const year = 365 * 24 * 3600

/** The longest address that a page's own links lead back to, in UTF-16 units. */
const ADDRESS_MAX = 2_048

/** Pages that stand in for others, and have no address of their own. */
const standIns = ['closed', 'no-entry', 'unavailable']

/**
 * Tells pages the language, the theme, the logo and their own address, and gives a page that stands in for
 * another its status: a page cannot choose one, a rewrite can (docs/decisions/0014). Reads only; a
 * cookie is set where somebody has just chosen a language or a theme, or hides the first steps.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search, searchParams } = request.nextUrl
  const [, section = '', token = ''] = pathname.split('/')
  if (standIns.includes(section)) return NextResponse.redirect(new URL('/', request.url), 307)
  const headers = new Headers(request.headers)
  const { languages, logo } = await lastSettings()
  headers.set('x-foyer-languages', languages.join(','))
  headers.set('x-foyer-locale', chooseLocale(request, languages))
  headers.set('x-foyer-theme', chooseTheme(request))
  // Pages repeat it in several links; an address that long is nobody's.
  const address = pathname + search
  headers.set('x-foyer-address', address.length <= ADDRESS_MAX ? address : '/')
  headers.set('x-foyer-logo', logo ? `${logoHref(logo)} ${logo.width}` : '')
  const standing = await withRequestContext(request.headers, () =>
    standingOf(request, section, token),
  )
  const response = answer(request, headers, standing)
  const lang = searchParams.get('lang')
  const theme = searchParams.get('theme')
  const lasting = { maxAge: year, sameSite: 'lax', httpOnly: true, path: '/' } as const
  const options = { ...lasting, secure: isSecure() }
  if (isLocale(lang)) response.cookies.set(localeCookie, lang, options)
  if (isTheme(theme)) response.cookies.set(themeCookie, theme, options)
  if (searchParams.get('steps') === 'hidden') response.cookies.set(stepsCookie, 'hidden', options)
  return response
}

/** The status of a page, and what a refusal says beside it. */
type Standing = Pick<AppError, 'status'> & Partial<Pick<AppError, 'headers'>>

function answer(request: NextRequest, headers: Headers, standing: Standing): NextResponse {
  const { status, headers: added = {} } = standing
  if (status === 200) return NextResponse.next({ request: { headers } })
  const url = request.nextUrl.clone()
  url.pathname = status >= 500 ? '/unavailable' : standInFor(url.pathname)
  return NextResponse.rewrite(url, { request: { headers }, status, headers: added })
}

/** The page that says why another one is not shown; the documentation says it itself. */
function standInFor(path: string): string {
  if (path.startsWith('/docs/')) return path
  if (path.startsWith('/invite/')) return path.replace('/invite/', '/closed/')
  return path.startsWith('/reset/') ? `/closed${path}` : '/no-entry'
}

/**
 * The status of a page: an invite's by its link's state, 429 where somebody tries too many addresses, 404
 * where the documentation has no such page,
 * 403 in the admin area for whoever may not be there (its pages ask again), 503 where it cannot be
 * found out who is looking.
 */
async function standingOf(request: NextRequest, section: string, token: string): Promise<Standing> {
  try {
    const state = section === 'invite' && token !== '' ? await pageState(decode(token)) : 'open'
    if (state === 'unknown') return await wrongToken('NotFoundError')
    if (state !== 'open') return { status: stateTable[state].pageStatus }
    if (section === 'reset') return await resetStanding(decode(token))
    if (section === 'docs' && !isInDocs(request.nextUrl.pathname)) return { status: 404 }
    const session = await findSession(request.headers.get('cookie'))
    const refused = section === 'admin' && session && session.user.roleId !== ADMIN_ROLE
    return { status: refused ? 403 : 200 }
  } catch (error) {
    return toAppError(error, request.method)
  }
}

async function resetStanding(token: string): Promise<Standing> {
  const { state } = await findPasswordReset(token)
  return state === 'unknown' ? await wrongToken('NotFoundError') : { status: resetStatus[state] }
}

/** What cannot be decoded is no token. */
function decode(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return ''
  }
}
