import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Page } from '@/components/ui/page'
import { ADMIN_ROLE, roleKey } from '@/lib/roles'
import { roleDescription } from '@/lib/schemas/settings'
import { findCurrentUser, homeOf } from '@/lib/server/pages/current-user'
import { getEnv } from '@/lib/server/runtime/env'
import { lastSettings } from '@/lib/server/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const [currentUser, t] = await Promise.all([findCurrentUser(), getTranslations('welcome')])
  return { title: currentUser ? t('title', { name: currentUser.name }) : t('cookiesTitle') }
}

/** What has just happened, and the one next step. */
export default async function WelcomePage() {
  const currentUser = await findCurrentUser()
  if (!currentUser) {
    if (!(await hasJustJoined())) redirect('/login?next=%2Fwelcome')
    return <WithoutCookies />
  }
  const [t, role, settings] = await Promise.all([
    getTranslations('welcome'),
    getTranslations('roles'),
    lastSettings(),
  ])
  const text = roleDescription(settings, currentUser.roleId)
  const { host } = new URL(getEnv().publicUrl)
  return (
    <Page>
      <h1>{t('title', { name: currentUser.name })}</h1>
      <p className="note note-good">{t('text', { role: role(roleKey(currentUser.roleId)) })}</p>
      {text && <p className="lines">{text}</p>}
      <p>{t('remember', { host, email: currentUser.email })}</p>
      <p>
        <a className="button button-primary" href={homeOf(currentUser)}>
          {currentUser.roleId === ADMIN_ROLE ? t('admin') : t('next')}
        </a>
      </p>
    </Page>
  )
}

/** Somebody comes from the form of an invite: this site's own pages say so in `Referer`. */
async function hasJustJoined(): Promise<boolean> {
  const referer = (await headers()).get('referer') ?? ''
  return referer.startsWith(`${getEnv().publicUrl}/invite/`)
}

/** The account exists, but the browser did not keep the session's cookie. */
async function WithoutCookies() {
  const t = await getTranslations()
  return (
    <Page>
      <h1>{t('welcome.cookiesTitle')}</h1>
      <p className="note note-warn">{t('welcome.cookies')}</p>
      <p>
        <a className="button button-primary" href="/login">
          {t('common.signIn')}
        </a>
      </p>
    </Page>
  )
}
