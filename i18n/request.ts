import { headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { lastSettings } from '@/lib/server/settings/settings'
import { isLocale } from './locales'

/**
 * The language of a request: the one asked for by name, else as proxy.ts found it out. Dates are
 * shown in UTC unless a page says else. The instance is called what administrators call it.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const wanted = asked ?? (await headers()).get('x-foyer-locale')
  const locale = isLocale(wanted) ? wanted : 'en'
  const [{ default: texts }, { default: desk }, { instanceName: instance }] = await Promise.all([
    import(`../messages/${locale}.json`),
    import(`../messages/desk/${locale}.json`),
    lastSettings(),
  ])
  const messages = { ...texts, ...desk, common: { ...texts.common, instance } }
  return { locale, messages, timeZone: 'UTC' }
})
