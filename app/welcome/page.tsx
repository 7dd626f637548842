import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Room } from '@/components/ui/room'
import { ADMIN_ROLE, roles } from '@/lib/roles'
import { findViewer, homeOf } from '@/lib/server/viewer'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const [viewer, t] = await Promise.all([findViewer(), getTranslations('welcome')])
  return { title: viewer ? t('title', { name: viewer.name }) : t('cookiesTitle') }
}

/** What has just happened, and the one next step. */
export default async function WelcomePage({ searchParams }: Props) {
  const viewer = await findViewer()
  if (!viewer) {
    if ((await searchParams).joined === undefined) redirect('/login?next=%2Fwelcome')
    return <WithoutCookies />
  }
  const t = await getTranslations('welcome')
  const role = roles.find(({ id }) => id === viewer.roleId)?.name ?? ''
  return (
    <Room>
      <h1>{t('title', { name: viewer.name })}</h1>
      <p className="note note-good">{t('text', { role })}</p>
      <p>{t('remember', { email: viewer.email })}</p>
      <p>
        <a className="button button-primary" href={homeOf(viewer)}>
          {viewer.roleId === ADMIN_ROLE ? t('admin') : t('next')}
        </a>
      </p>
    </Room>
  )
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
