import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Room } from './ui/room'

/** The page of a link that cannot be used: what is the matter, and the way on. */
export async function ClosedRoom({ title, children }: { title: string; children: ReactNode }) {
  const t = await getTranslations('closed')
  return (
    <Room>
      <h1>{title}</h1>
      <p>{children}</p>
      <p>
        <a className="button" href="/">
          {t('home')}
        </a>
      </p>
    </Room>
  )
}
