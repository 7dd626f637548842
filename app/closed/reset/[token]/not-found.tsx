import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClosedNotice } from '@/components/signup/closed-notice'

/** Next takes the title of a page that proxy.ts gave the status 404 from here, not from the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reset')
  return { title: t('unknownTitle') }
}

/** No reset has this token: mistyped, or cut off. */
export default async function UnknownResetPage() {
  const t = await getTranslations('reset')
  return <ClosedNotice title={t('unknownTitle')} text={t('unknown')} currentUser={null} />
}
