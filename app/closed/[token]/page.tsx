import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClosedNotice } from '@/components/signup/closed-notice'
import { InviteRequestForm } from '@/components/signup/invite-request-form'
import { Instant } from '@/components/ui/instant'
import { relativeTime } from '@/lib/instants'
import { findCurrentUser, hasJoinedBy } from '@/lib/server/pages/current-user'
import { formTexts } from '@/lib/server/pages/forms/form-texts'
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
  const query = await searchParams
  const startsAt = link.startsAt ?? link.expiresAt
  const date = (at: Date) => () => <Instant iso={at.toISOString()} locale={locale} />
  const text = t.rich(state, {
    creator: creator ?? t('someone'),
    asked: query.asked === undefined ? 'no' : 'yes',
    lost: link.creatorLost ? 'yes' : 'no',
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
      <NextStep token={token} state={state} link={link} query={query} />
    </ClosedNotice>
  )
}

type NextStepProps = {
  token: string
  state: Exclude<InviteState, 'open'>
  link: { bootstrap: boolean }
  query: Query
}

async function NextStep({ token, state, link, query }: NextStepProps) {
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
  // Nobody shares the link of the first administrator, so nobody asks there.
  if (offers !== 'request' || link.bootstrap) return null
  const texts = await formTexts('ask', formError(query), token)
  const asked = query.asked !== undefined
  return <InviteRequestForm action={`${invite}/request`} page={invite} asked={asked} {...texts} />
}
