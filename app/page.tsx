import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { instanceName } from '@/components/ui/instance-name'
import { Room } from '@/components/ui/page'
import { findViewer, homeOf } from '@/lib/server/pages/current-user'

export default async function StartPage() {
  const viewer = await findViewer()
  if (viewer) redirect(homeOf(viewer))
  const t = await getTranslations()
  return (
    <Room>
      <h1>{await instanceName()}</h1>
      <p>{t('start.hello')}</p>
      <p>
        <a className="button button-primary" href="/login">
          {t('common.signIn')}
        </a>
      </p>
      <p className="soft">{t('start.noLink')}</p>
    </Room>
  )
}
