import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AccountFacts } from '@/components/account/account-facts'
import { AccountForm } from '@/components/account/account-form'
import { AccountSection } from '@/components/account/account-section'
import { SessionList } from '@/components/account/session-list'
import { AttemptNotice } from '@/components/signup/attempt-notice'
import { roleDescription } from '@/lib/schemas/settings'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { listSessions } from '@/lib/server/auth/sessions'
import { findCurrentSession, requireCurrentUser } from '@/lib/server/pages/current-user'
import { accountFormTexts } from '@/lib/server/pages/forms/account-texts'
import { formError, pageTitle } from '@/lib/server/pages/title'
import { now } from '@/lib/server/runtime/clock'
import { lastSettings } from '@/lib/server/settings/settings'
import { findAttempt } from '@/lib/server/signup/strict'
import { findUse } from '@/lib/server/signup-tokens/responses'
import { showOf } from '@/lib/signup-token-show'
import { AccountFrame } from './frame'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const changes = ['profile', 'email', 'password', 'sessions'] as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: await pageTitle(t('title'), searchParams) }
}

/** One's own account: who one is, how one signs in, where, and all of it as a file or gone. */
export default async function AccountPage({ searchParams }: Props) {
  const currentUser = await requireCurrentUser('/account')
  const query = await searchParams
  const [t, use, sessions, session, forms, attempt, tokens, settings] = await Promise.all([
    getTranslations('account'),
    findUse(currentUser.id),
    listSessions(currentUser.id),
    findCurrentSession(),
    accountForms(formError(query)),
    findAttempt(currentUser.id),
    listPersonalTokens(currentUser.id),
    lastSettings(),
  ])
  const fields = fieldsOf(t, currentUser, tokens.length > 0)
  const doneIn = (section: (typeof changes)[number]) =>
    query.done === section ? t(`done.${section}`) : null
  const isFailed = (section: string) => formError(query).startsWith(`${section}:`)
  const folded = (section: string, fact: ReactNode, label = t('change')) => {
    return { fact, label, close: t('close'), open: isFailed(section) }
  }
  const ended = query.done === 'session' ? t('endedOne') : null
  return (
    <AccountFrame currentUser={currentUser} title={t('title')}>
      {attempt && <AttemptNotice at={attempt} />}
      <AccountFacts
        roleId={currentUser.roleId}
        roleText={roleDescription(settings, currentUser.roleId)}
        joinedAt={use?.usedAt ?? currentUser.createdAt}
        link={use ? (showOf(use.signupToken).title ?? null) : null}
      />
      <div className="account">
        <AccountSection
          id="profile"
          title={t('profile')}
          done={doneIn('profile')}
          folded={folded('profile', <Profile {...currentUser} />)}
        >
          <AccountForm {...forms.profile} section="profile" fields={fields.profile} />
        </AccountSection>
        <AccountSection
          id="email"
          title={t('emailTitle')}
          done={doneIn('email')}
          folded={folded('email', currentUser.email)}
        >
          <AccountForm {...forms.email} section="email" fields={fields.email} />
        </AccountSection>
        <AccountSection
          id="password"
          title={t('passwordTitle')}
          done={doneIn('password')}
          folded={folded('password', <span aria-hidden="true">••••••••</span>)}
        >
          <p className="soft">{t('passwordNote')}</p>
          <AccountForm
            {...forms.password}
            section="password"
            fields={fields.password}
            account={currentUser.email}
          />
        </AccountSection>
        <AccountSection id="sessions" title={t('sessions')} done={doneIn('sessions') ?? ended}>
          <SessionList sessions={sessions} current={session?.id ?? ''} now={now().toISOString()} />
        </AccountSection>
        <TokensAndData t={t} />
        <AccountSection
          id="delete"
          title={t('delete')}
          folded={{ ...folded('delete', t('deleteText'), t('deleteOpen')), danger: true }}
        >
          <AccountForm {...forms.delete} section="delete" fields={fields.delete} />
        </AccountSection>
      </div>
    </AccountFrame>
  )
}

function Profile({ name, username }: { name: string; username: string | null }) {
  return (
    <>
      {name}
      {username && <span className="soft"> · {username}</span>}
    </>
  )
}

type Texts = Awaited<ReturnType<typeof getTranslations<'account'>>>
type Account = Awaited<ReturnType<typeof requireCurrentUser>>

/** What each form of the page asks for. */
function fieldsOf(t: Texts, { name, username, email }: Account, hasTokens: boolean) {
  const current = { name: 'currentPassword', label: t('currentPassword') } as const
  const keep = { name: 'keepTokens', label: t('keepTokens'), hint: t('keepTokensHint') } as const
  const profile = [
    { name: 'name', label: t('name'), value: name } as const,
    {
      name: 'username',
      label: t('username'),
      hint: t('usernameHint'),
      value: username ?? '',
    } as const,
  ]
  const password = [
    current,
    { name: 'password', label: t('password') } as const,
    ...(hasTokens ? [keep] : []),
  ]
  const address = { name: 'email', label: t('email'), value: email } as const
  return { profile, email: [address, current], password, delete: [current] }
}

function TokensAndData({ t }: { t: Texts }) {
  return (
    <>
      <AccountSection id="tokens" title={t('tokens')}>
        <div className="account-line">
          <span className="soft">{t('tokensText')}</span>
          <a className="button" href="/account/tokens">
            {t('tokens')}
          </a>
        </div>
      </AccountSection>
      <AccountSection id="data" title={t('data')}>
        <div className="account-line">
          <span className="soft">{t('downloadText')}</span>
          <a className="button" href="/account/export" download>
            {t('download')}
          </a>
        </div>
      </AccountSection>
    </>
  )
}

/** A try without scripts comes back as `section:codes`, so that only its own form shows them. */
async function accountForms(error: string) {
  const [failed, codes = ''] = error.split(':')
  const textsOf = (form: 'profile' | 'email' | 'password' | 'delete') =>
    accountFormTexts(form, failed === form ? codes : '')
  const [profile, email, password, gone] = await Promise.all([
    textsOf('profile'),
    textsOf('email'),
    textsOf('password'),
    textsOf('delete'),
  ])
  return { profile, email, password, delete: gone }
}
