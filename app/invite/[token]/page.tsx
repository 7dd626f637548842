import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AlreadySignedIn } from '@/components/signup/already-signed-in'
import { InviteFacts } from '@/components/signup/invite-facts'
import { SignupForm } from '@/components/signup/signup-form'
import { instanceName } from '@/components/ui/instance-name'
import { Page } from '@/components/ui/page'
import { roleDescription } from '@/lib/schemas/settings'
import { findCurrentUser, hasJoinedBy } from '@/lib/server/pages/current-user'
import { signupFormTexts } from '@/lib/server/pages/forms/form-texts'
import { findInviteForPage } from '@/lib/server/pages/invite'
import { formError, pageTitle } from '@/lib/server/pages/title'
import { now } from '@/lib/server/runtime/clock'
import { lastSettings } from '@/lib/server/settings/settings'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations()
  const title = t('invite.title', { instance: await instanceName() })
  return { title: await pageTitle(title, searchParams) }
}

/** The form of an open link. proxy.ts sends every other state to app/closed with its status. */
export default async function InvitePage({ params, searchParams }: Props) {
  const { token } = await params
  const invite = await findInviteForPage(token)
  if (!invite) notFound()
  const currentUser = await findCurrentUser()
  if (currentUser) {
    const joined = await hasJoinedBy(invite.link.id)
    return <AlreadySignedIn currentUser={currentUser} joined={joined} token={token} />
  }
  const error = formError(await searchParams)
  const [t, texts, instance, settings] = await Promise.all([
    getTranslations(),
    signupFormTexts(token, invite.link.roleId, error),
    instanceName(),
    lastSettings(),
  ])
  const { welcomeText } = settings
  const roleText = roleDescription(settings, invite.link.roleId)
  return (
    <Page>
      <h1>{invite.title ?? t('invite.title', { instance })}</h1>
      {welcomeText && <p className="lines">{welcomeText}</p>}
      <InviteFacts {...invite} roleText={roleText} now={now()} />
      <SignupForm {...texts} />
      <p className="soft small">{t('invite.stored')}</p>
      <p>
        {t('invite.have')} <a href="/login">{t('common.signIn')}</a>
      </p>
    </Page>
  )
}
