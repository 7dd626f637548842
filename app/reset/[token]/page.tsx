import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ResetForm } from '@/components/account/reset-form'
import { Page } from '@/components/ui/page'
import { findPasswordReset } from '@/lib/server/account/password-resets'
import { resetFormTexts } from '@/lib/server/pages/forms/reset-texts'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reset')
  return { title: t('title') }
}

/** A new password by a one-time link. proxy.ts sends every other state to app/closed/reset. */
export default async function ResetPage({ params, searchParams }: Props) {
  const token = decodeURIComponent((await params).token)
  const { email } = await findPasswordReset(token)
  if (email === null) notFound()
  const { error } = await searchParams
  const [t, texts] = await Promise.all([
    getTranslations('reset'),
    resetFormTexts(token, typeof error === 'string' ? error : ''),
  ])
  return (
    <Page>
      <h1>{t('title')}</h1>
      <p>{t('text', { email })}</p>
      <ResetForm {...texts} email={email} />
    </Page>
  )
}
