import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Room } from '@/components/ui/page'
import { ADMIN_ROLE, roleKey } from '@/lib/roles'
import { findViewer, homeOf } from '@/lib/server/pages/current-user'
import { getEnv } from '@/lib/server/runtime/env'

export async function generateMetadata(): Promise<Metadata> {
  const [viewer, t] = await Promise.all([findViewer(), getTranslations('welcome')])
  return { title: viewer ? t('title', { name: viewer.name }) : t('cookiesTitle') }
}

/** What has just happened, and the one next step. */
export default async function WelcomePage() {
  const viewer = await findViewer()
  if (!viewer) {
    if (!(await hasJustJoined())) redirect('/login?next=%2Fwelcome')
    return <WithoutCookies />
  }
  const [t, role] = await Promise.all([getTranslations('welcome'), getTranslations('roles')])
  const { host } = new URL(getEnv().publicUrl)
  return (
    <Room>
      <h1>{t('title', { name: viewer.name })}</h1>
      <p className="note note-good">{t('text', { role: role(roleKey(viewer.roleId)) })}</p>
      <p>{t('remember', { host, email: viewer.email })}</p>
      <p>
        <a className="button button-primary" href={homeOf(viewer)}>
          {viewer.roleId === ADMIN_ROLE ? t('admin') : t('next')}
        </a>
      </p>
    </Room>
  )
}

/** Somebody comes from the form of an invite: this site's own pages say so in `Referer`. */
async function hasJustJoined(): Promise<boolean> {
  const referer = (await headers()).get('referer') ?? ''
  return referer.startsWith(`${getEnv().publicUrl}/invite/`)
}

/** The account is made, but the browser did not keep the session's cookie. */
async function WithoutCookies() {
  const t = await getTranslations()
  return (
    <Room>
      <h1>{t('welcome.cookiesTitle')}</h1>
      <p className="note note-warn">{t('welcome.cookies')}</p>
      <p>
        <a className="button button-primary" href="/login">
          {t('common.signIn')}
        </a>
      </p>
    </Room>
  )
}
