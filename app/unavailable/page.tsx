import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Page } from '@/components/ui/page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('unavailable')
  return { title: t('title') }
}

/** Shown with a 503 while the database does not answer. */
export default async function UnavailablePage() {
  const t = await getTranslations('unavailable')
  return (
    <Page>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <form>
        <button type="submit" className="button">
          {t('retry')}
        </button>
      </form>
    </Page>
  )
}
