import { getLocale, getTranslations } from 'next-intl/server'
import { RelativeTime } from '@/components/ui/relative-time'
import { readAgent } from '@/lib/user-agent'

type Session = { id: string; userAgent: string | null; lastSeenAt: Date }

type Props = {
  sessions: Session[]
  current: string
  /** When the page is rendered. */
  now: string
}

/** Where one is signed in, and the way to end all but here (ASVS 7.5.2). */
export async function SessionList({ sessions, current, now }: Props) {
  const [t, locale] = await Promise.all([getTranslations('account'), getLocale()])
  /** A browser in words that its owner knows it by. */
  const nameOf = (userAgent: string | null) => {
    const { browser, system } = readAgent(userAgent)
    if (browser && system) return t('agent', { browser, system })
    return browser ?? system ?? t('unknownAgent')
  }
  const others = sessions.some(({ id }) => id !== current)
  return (
    <>
      <ul className="list sessions">
        {sessions.map(({ id, userAgent, lastSeenAt }) => {
          const agent = nameOf(userAgent)
          const iso = lastSeenAt.toISOString()
          const date = () => <RelativeTime iso={iso} now={now} locale={locale} />
          return (
            <li key={id}>
              <span>{t.rich('session', { agent, date })}</span>
              {id === current ? (
                <strong className="state state-open">{t('thisSession')}</strong>
              ) : (
                <EndSession id={id} agent={agent} />
              )}
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

async function EndSession({ id, agent }: { id: string; agent: string }) {
  const t = await getTranslations('common')
  return (
    <form method="post" action={`/account/sessions/${id}`}>
      <button type="submit" className="button button-quiet">
        {t('signOut')}
        <span className="visually-hidden"> {agent}</span>
      </button>
    </form>
  )
}
