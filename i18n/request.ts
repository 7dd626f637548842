import { headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLocale } from './locales'

/**
 * The language of a request: the one asked for by name, else as proxy.ts found it out. Dates are
 * shown in UTC unless a page says else.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const wanted = asked ?? (await headers()).get('x-foyer-locale')
  const locale = isLocale(wanted) ? wanted : 'en'
  const { default: messages } = await import(`../messages/${locale}.json`)
  return { locale, messages, timeZone: 'UTC' }
})
