import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { MomentPopover } from '@/components/admin/ui/moment'
import { Toasts } from '@/components/admin/ui/toasts'
import { directionOf, isLocale, locales } from '@/i18n/locales'
import { Direction } from './direction'
import { Palette } from './palette'

type Props = {
  /** How long a link stays open at most. */
  maxDays: number
  children: ReactNode
}

/** What every page of the admin area stands in: its sentences in the browser, its direction, its toasts. */
export async function Desk({ maxDays, children }: Props) {
  const [locale, { desk, roles }, sent] = await Promise.all([getLocale(), getMessages(), headers()])
  const offered = sent.get('x-foyer-languages')?.split(',').filter(isLocale) ?? []
  const languages = offered.map((code) => [code, locales[code]] as const)
  return (
    <NextIntlClientProvider messages={{ desk, roles }}>
      <Direction direction={directionOf(locale)}>
        <Toasts>
          {children}
          <Palette preferences={{ languages }} maxDays={maxDays} />
        </Toasts>
        <MomentPopover />
      </Direction>
    </NextIntlClientProvider>
  )
}
