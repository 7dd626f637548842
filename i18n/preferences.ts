import Negotiator from 'negotiator'
import { readCookie } from '@/lib/server/auth/sessions'
import { isLocale, isTheme, type Locale, localeCookie, themeCookie } from './locales'

/** What a page's language and theme are chosen by. */
type Asked = Pick<Request, 'url' | 'headers'>

/**
 * The language of a page: `?lang`, then the cookie, then what the browser asks for, then the first,
 * of those that administrators offer.
 */
export function chooseLocale({ url, headers }: Asked, offered: readonly Locale[]): Locale {
  const wanted = [
    new URL(url).searchParams.get('lang'),
    readCookie(headers.get('cookie'), localeCookie),
    ...acceptedLanguages(headers.get('accept-language')),
  ]
  const isOffered = (code: string | null) => isLocale(code) && offered.includes(code)
  return wanted.filter(isLocale).find(isOffered) ?? offered[0] ?? 'en'
}

/** The theme of a page: `?theme`, then the cookie, then the browser's own. */
export function chooseTheme({ url, headers }: Asked): string {
  const wanted = [
    new URL(url).searchParams.get('theme'),
    readCookie(headers.get('cookie'), themeCookie),
  ]
  return wanted.find(isTheme) ?? 'auto'
}

/** Languages of an `Accept-Language` header, best first, without their regions (RFC 9110, 12.5.4). */
function acceptedLanguages(header: string | null): (string | undefined)[] {
  const headers = { 'accept-language': header?.slice(0, 500).toLowerCase() ?? '' }
  return new Negotiator({ headers }).languages().map((range) => range.split('-')[0])
}
