import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Brand } from './brand'
import { Preferences } from './preferences'

/** A public page: one column, one task. */
export async function Room({ children }: { children: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <div className="room">
      <header>
        <Brand name={t('instance')} />
      </header>
      <main id="main" className="stack">
        {children}
      </main>
      <Preferences />
    </div>
  )
}
