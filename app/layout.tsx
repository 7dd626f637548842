import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { instanceName } from '@/components/ui/instance-name'
import { directionOf } from '@/i18n/locales'
import { accentHref } from '@/lib/accent'
import { getEnv } from '@/lib/server/runtime/env'
import { lastSettings } from '@/lib/server/settings/settings'
import { WithFailedTexts } from './error'
import './globals.css'

/**
 * What a chat shows of a link (CHECKLIST U21): the same for every page and every token, good or bad,
 * with nothing of the link in it.
 */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  const instance = await instanceName()
  const title = t('previewTitle', { instance })
  const description = t('preview')
  return {
    metadataBase: new URL(getEnv().publicUrl),
    title: { default: instance, template: `%s · ${instance}` },
    description,
    robots: { index: false, follow: false },
    openGraph: {
      type: 'website',
      url: '/',
      siteName: instance,
      title,
      description,
      images: [{ url: '/invitation.png', width: 1200, height: 630, alt: title }],
    },
    twitter: { card: 'summary_large_image', title, description, images: ['/invitation.png'] },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f1' },
    { media: '(prefers-color-scheme: dark)', color: '#16191a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, t, sent, { accentColor }] = await Promise.all([
    getLocale(),
    getTranslations(),
    headers(),
    lastSettings(),
  ])
  const theme = sent.get('x-foyer-theme') ?? 'auto'
  const retry = t('unavailable.retry')
  const failed = { title: t('failed.title'), text: t('failed.text'), retry }
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme}>
      <body>
        {accentColor && (
          <link rel="stylesheet" href={accentHref(accentColor)} precedence="accent" />
        )}
        <a className="skip-link" href="#main">
          {t('common.skip')}
        </a>
        <WithFailedTexts texts={failed}>{children}</WithFailedTexts>
      </body>
    </html>
  )
}
