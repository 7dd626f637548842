import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClosedNotice } from '@/components/signup/closed-notice'
import { findCurrentUser } from '@/lib/server/pages/current-user'
import { lastSettings } from '@/lib/server/settings/settings'

/** Next takes the title of a page that proxy.ts gave the status 404 from here, not from the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('closed')
  return { title: t('unknownTitle') }
}

/** No link has this token: mistyped, cut off, or replaced by a new one. */
export default async function UnknownInvitePage() {
  const [t, currentUser, { contact }] = await Promise.all([
    getTranslations('closed'),
    findCurrentUser(),
    lastSettings(),
  ])
  return (
    <ClosedNotice
      title={t('unknownTitle')}
      text={t('unknown')}
      currentUser={currentUser}
      contact={contact}
    />
  )
}
