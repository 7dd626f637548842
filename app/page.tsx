import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Page } from '@/components/ui/page'
import { findCurrentUser, homeOf } from '@/lib/server/pages/current-user'

export default async function StartPage() {
  const currentUser = await findCurrentUser()
  if (currentUser) redirect(homeOf(currentUser))
  const t = await getTranslations()
  return (
    <Page>
      <h1>{t('start.title')}</h1>
      <p>{t('start.hello')}</p>
      <p>
        <a className="button button-primary" href="/login">
          {t('common.signIn')}
        </a>
      </p>
      <p className="soft">{t('start.noLink')}</p>
    </Page>
  )
}
