'use client'

import { useTranslations } from 'next-intl'
import { Moment } from '@/components/admin/ui/moment'
import { useChange } from '@/components/admin/ui/use-change'
import { useScripting } from '@/components/ui/scripting'
import type { Agent } from '@/lib/user-agent'
import { type ActedOn, usePersonActions } from './use-person-actions'

export type SessionView = {
  id: string
  agent: Agent
  createdAt: string
  lastSeenAt: string
  /** Whether it is the one that looks. */
  current: boolean
}

type Props = { id: number; sessions: SessionView[]; now: string }

/** A browser in words. */
function useAgentName() {
  const t = useTranslations('desk.person')
  return ({ browser, system }: Agent) =>
    browser && system ? t('agent', { browser, system }) : (browser ?? system ?? t('unknownAgent'))
}

/** Where a person is signed in, and the way to end each. */
export function PersonSessions({ id, sessions, now }: Props) {
  const t = useTranslations('desk.person')
  const nameOf = useAgentName()
  const scripting = useScripting()
  const { change, busy } = useChange()
  if (sessions.length === 0) return <p className="soft">{t('noSessions')}</p>
  const signOut = (session: SessionView) =>
    change({
      method: 'DELETE',
      url: `/api/admin/user-admin/${id}/sessions/${session.id}`,
      done: t('signedOut', { agent: nameOf(session.agent) }),
    })
  return (
    <ul className="lines">
      {sessions.map((session) => (
        <li key={session.id} className="line">
          <span className="line-main">
            {nameOf(session.agent)}
            <span className="soft small">
              {t.rich('lastSeen', { moment: () => <Moment iso={session.lastSeenAt} now={now} /> })}
              {' · '}
              {t.rich('signedIn', { moment: () => <Moment iso={session.createdAt} now={now} /> })}
            </span>
          </span>
          {session.current ? (
            <strong className="state state-open">{t('thisBrowser')}</strong>
          ) : (
            <button
              type="button"
              className="button"
              aria-label={t('signOutNamed', { agent: nameOf(session.agent) })}
              disabled={!scripting}
              aria-busy={busy}
              onClick={() => void signOut(session)}
            >
              {t('signOut')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Ends all of it at once. */
export function SignOutAll({ person }: { person: ActedOn }) {
  const t = useTranslations('desk.person')
  const scripting = useScripting()
  const { signOut, busy } = usePersonActions(person)
  return (
    <button
      type="button"
      className="button"
      disabled={!scripting}
      aria-busy={busy}
      onClick={() => void signOut()}
    >
      {t('signOutAll')}
    </button>
  )
}
