import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClosedRoom } from '@/components/closed-room'
import { Instant } from '@/components/ui/instant'
import type { InviteState } from '@/lib/invite-state'
import { findInviteForPage } from '@/lib/server/invite-page'
import UnknownInvitePage from './not-found'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const invite = await findInviteForPage((await params).token)
  const t = await getTranslations('closed')
  return { title: t(`${closedState(invite)}Title`) }
}

/** proxy.ts looked a moment ago: a link that opened since has no page here. */
function closedState(invite: { state: InviteState } | null) {
  return !invite || invite.state === 'open' ? 'unknown' : invite.state
}

/** Why this link cannot be used, and what to do next. Reached only through proxy.ts, with its status. */
export default async function ClosedPage({ params }: Props) {
  const invite = await findInviteForPage((await params).token)
  const state = closedState(invite)
  if (!invite || state === 'unknown') return <UnknownInvitePage />
  const { link, maker } = invite
  const t = await getTranslations('closed')
  const date = (at: Date | null) => () => (at ? <Instant at={at} /> : null)
  return (
    <ClosedRoom title={t(`${state}Title`)}>
      {t.rich(state, {
        maker: maker ?? t('someone'),
        max: link.maxUses ?? 0,
        end: date(link.expiresAt),
        start: date(link.startsAt),
      })}
    </ClosedRoom>
  )
}
