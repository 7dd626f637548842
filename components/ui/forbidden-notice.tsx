import { getTranslations } from 'next-intl/server'
import { Page } from './page'

/** For somebody who is signed in, but whose role does not open the page. */
export async function ForbiddenNotice() {
  const t = await getTranslations('forbidden')
  return (
    <Page>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>
        <a className="button" href="/account">
          {t('account')}
        </a>
      </p>
    </Page>
  )
}
