import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ForbiddenNotice } from '@/components/ui/forbidden-notice'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('forbidden')
  return { title: t('title') }
}

/** Shown with a 403 in place of a page of the admin area. Whole without scripts, unlike app/forbidden.tsx. */
export default function NoEntryPage() {
  return <ForbiddenNotice />
}
