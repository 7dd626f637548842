import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Instant } from '@/components/ui/instant'
import { Room } from '@/components/ui/room'
import { findInviteForPage } from '@/lib/server/invite-page'

type Props = { params: Promise<{ token: string }> }

async function findState(token: string) {
  const invite = await findInviteForPage(decodeURIComponent(token))
  // The state was looked up a moment ago to choose the status; a link that opened since says so on reload.
  return { state: invite?.state ?? 'unknown', invite } as const
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { state } = await findState((await params).token)
  const t = await getTranslations('closed')
  return { title: t(`${state === 'open' ? 'unknown' : state}Title`) }
}

/** Why this link cannot be used, and what to do next. Reached only through proxy.ts, with its status. */
export default async function ClosedPage({ params }: Props) {
  const { state, invite } = await findState((await params).token)
  const t = await getTranslations('closed')
  const shown = state === 'open' ? 'unknown' : state
  const date = (at: Date | null | undefined) => () => (at ? <Instant at={at} /> : null)
  const text: ReactNode = t.rich(shown, {
    maker: invite?.maker ?? t('someone'),
    max: invite?.link.maxUses ?? 0,
    end: date(invite?.link.expiresAt),
    start: date(invite?.link.startsAt),
  })
  return (
    <Room>
      <h1>{t(`${shown}Title`)}</h1>
      <p>{text}</p>
      <p>
        <a className="button" href="/">
          {t('home')}
        </a>
      </p>
    </Room>
  )
}
