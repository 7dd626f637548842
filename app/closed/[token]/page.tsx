import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClosedNotice } from '@/components/signup/closed-notice'
import { InviteRequestForm } from '@/components/signup/invite-request-form'
import { Instant } from '@/components/ui/instant'
import { relativeTime } from '@/lib/instants'
import { findCurrentUser, hasJoinedBy } from '@/lib/server/pages/current-user'
import { formTexts } from '@/lib/server/pages/form-texts'
import { findInviteForPage } from '@/lib/server/pages/invite'
import { formError, pageTitle } from '@/lib/server/pages/title'
import { now } from '@/lib/server/runtime/clock'
import { lastSettings } from '@/lib/server/settings/settings'
import { type InviteState, stateTable } from '@/lib/signup-token-state'
import UnknownInvitePage from './not-found'

type Query = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const invite = await findInviteForPage((await params).token)
  const t = await getTranslations('closed')
  return { title: await pageTitle(t(`${closedState(invite)}Title`), searchParams) }
}

/** proxy.ts looked a moment ago: a link that opened since has no page here. */
function closedState(invite: { state: InviteState } | null) {
  return !invite || invite.state === 'open' ? 'unknown' : invite.state
}

/** Why this link cannot be used, and what to do next. Reached only through proxy.ts, with its status. */
export default async function ClosedPage({ params, searchParams }: Props) {
  const { token } = await params
  const invite = await findInviteForPage(token)
  const state = closedState(invite)
  if (!invite || state === 'unknown') return <UnknownInvitePage />
  const { link, creator } = invite
  const [t, locale, currentUser, joined, { contact }] = await Promise.all([
    getTranslations('closed'),
    getLocale(),
    findCurrentUser(),
    hasJoinedBy(link.id),
    lastSettings(),
  ])
  const startsAt = link.startsAt ?? link.expiresAt
  const date = (at: Date) => () => <Instant iso={at.toISOString()} locale={locale} />
  const text = t.rich(state, {
    creator: creator ?? t('someone'),
    max: link.maxUses ?? 0,
    relative: relativeTime(startsAt, now(), locale),
    end: date(link.expiresAt),
    start: date(startsAt),
  })
  return (
    <ClosedNotice
      title={t(`${state}Title`)}
      text={text}
      currentUser={currentUser}
      joined={joined}
      contact={contact}
    >
      <NextStep token={token} state={state} query={await searchParams} />
    </ClosedNotice>
  )
}

type NextStepProps = { token: string; state: Exclude<InviteState, 'open'>; query: Query }

async function NextStep({ token, state, query }: NextStepProps) {
  const t = await getTranslations('closed')
  const invite = `/invite/${encodeURIComponent(token)}`
  const { offers } = stateTable[state]
  if (offers === 'calendar') {
    return (
      <p>
        <a className="button" href={`${invite}/calendar`}>
          {t('calendar')}
        </a>
      </p>
    )
  }
  if (offers !== 'request') return null
  const { problems, typed } = await formTexts('ask', formError(query), token)
  const asked = query.asked !== undefined
  return (
    <InviteRequestForm
      action={`${invite}/request`}
      asked={asked}
      problems={problems}
      typed={typed}
    />
  )
}
