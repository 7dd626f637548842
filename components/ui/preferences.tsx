import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { isLocale, locales, themes } from '@/i18n/locales'

/** The page's own address with one choice changed. proxy.ts remembers the choice. */
function choose(address: string, name: string, value: string): string {
  const [path = '/', query = ''] = address.split('?')
  const params = new URLSearchParams(query)
  params.set(name, value)
  return `${path}?${params}`
}

type Props = {
  /** Whether the page is there in several languages. */
  translated?: boolean
}

/** Language and theme, as plain links, so that they work without scripts too. */
export async function Preferences({ translated = true }: Props) {
  const [t, locale, sent] = await Promise.all([getTranslations('common'), getLocale(), headers()])
  const address = sent.get('x-foyer-address') ?? '/'
  const theme = sent.get('x-foyer-theme') ?? 'auto'
  const offered = sent.get('x-foyer-languages')?.split(',').filter(isLocale) ?? [locale]
  const themeNames = { auto: t('themeAuto'), light: t('themeLight'), dark: t('themeDark') }
  return (
    <footer className="preferences small">
      {translated && offered.length > 1 && (
        <nav aria-label={t('language')}>
          <ul className="row">
            {offered.map((code) => (
              <li key={code}>
                <a
                  href={choose(address, 'lang', code)}
                  hrefLang={code}
                  lang={code}
                  aria-current={code === locale ? 'true' : undefined}
                >
                  {locales[code]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <nav aria-label={t('theme')}>
        <ul className="row">
          {themes.map((code) => (
            <li key={code}>
              <a
                href={choose(address, 'theme', code)}
                aria-current={code === theme ? 'true' : undefined}
              >
                {themeNames[code]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  )
}
