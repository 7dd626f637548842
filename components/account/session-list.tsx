import { getLocale, getTranslations } from 'next-intl/server'
import { Instant } from '@/components/ui/instant'

type Session = { id: string; userAgent: string | null; lastSeenAt: Date }

const browsers = [
  ['Firefox', /Firefox\//],
  ['Edge', /Edg\//],
  ['Chrome', /Chrom(e|ium)\//],
  ['Safari', /Safari\//],
  ['curl', /^curl\//],
] as const

const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const

/** A browser's name in words that its owner knows it by, or null. A hint only: it is easily faked. */
function describeAgent(agent: string | null): string | null {
  const find = (known: readonly (readonly [string, RegExp])[]) =>
    known.find(([, pattern]) => pattern.test(agent ?? ''))?.[0]
  return [find(browsers), find(systems)].filter(Boolean).join(', ') || null
}

/** Where one is signed in, and the way to end all but here (ASVS 7.5.2). */
export async function SessionList({ sessions, current }: { sessions: Session[]; current: string }) {
  const [t, locale] = await Promise.all([getTranslations('account'), getLocale()])
  const others = sessions.some(({ id }) => id !== current)
  return (
    <>
      <ul className="list">
        {sessions.map(({ id, userAgent, lastSeenAt }) => {
          const agent = describeAgent(userAgent) ?? t('unknownAgent')
          const iso = lastSeenAt.toISOString()
          const date = () => <Instant iso={iso} locale={locale} style="short" />
          return (
            <li key={id}>
              {t.rich('session', { agent, date })}
              {id === current && <strong className="state state-open">{t('thisSession')}</strong>}
            </li>
          )
        })}
      </ul>
      {others ? (
        <form method="post" action="/account/sessions">
          <button type="submit" className="button">
            {t('endOthers')}
          </button>
        </form>
      ) : (
        <p className="soft">{t('onlyThis')}</p>
      )}
    </>
  )
}
