import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Room } from '@/components/ui/room'
import { ADMIN_ROLE, roles } from '@/lib/roles'
import { homeOf, requireViewer } from '@/lib/server/viewer'

export async function generateMetadata(): Promise<Metadata> {
  const viewer = await requireViewer('/welcome')
  const t = await getTranslations('welcome')
  return { title: t('title', { name: viewer.name }) }
}

/** What has just happened, and the one next step. */
export default async function WelcomePage() {
  const viewer = await requireViewer('/welcome')
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
