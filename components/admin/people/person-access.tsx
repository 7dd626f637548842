import { getTranslations } from 'next-intl/server'
import { Section } from '@/components/admin/ui/section'
import type { ApiTokenResponse, OpenResetResponse } from '@/lib/schemas/responses'
import { CreateReset } from './person-actions'
import { PersonResets } from './person-resets'
import { PersonSessions, type SessionView, SignOutAll } from './person-sessions'
import { PersonTokens } from './person-tokens'
import type { ActedOn } from './use-person-actions'

type Props = {
  person: ActedOn & {
    enabled: boolean
    sessions: SessionView[]
    tokens: ApiTokenResponse[]
    resets: OpenResetResponse[]
    now: string
  }
  isSelf: boolean
}

/** The ways in of a person, and how each ends: sessions, API tokens, password reset links. */
export async function PersonAccess({ person, isSelf }: Props) {
  const t = await getTranslations('desk.person')
  const { id, name, version, enabled, sessions, tokens, resets, now } = person
  const acted = { id, name, version }
  return (
    <>
      <Section
        title={t('sessions')}
        actions={!isSelf && sessions.length > 0 && <SignOutAll person={acted} />}
      >
        {!isSelf && <p className="note-line">{t('signOutAllHint')}</p>}
        <PersonSessions id={id} sessions={sessions} now={now} />
      </Section>
      <Section title={t('tokens')}>
        <p className="note-line">{t('tokensHint')}</p>
        <PersonTokens id={id} tokens={tokens} now={now} />
      </Section>
      <Section title={t('resets')} actions={enabled && <CreateReset person={acted} />}>
        <p className="note-line">{isSelf ? t('resetsHintOwn') : t('resetsHint', { name })}</p>
        <PersonResets id={id} resets={resets} now={now} />
      </Section>
    </>
  )
}
