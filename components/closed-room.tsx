import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Room } from './ui/room'

type Props = {
  title: string
  text: ReactNode
  /** The next step, where there is a better one than the start page. */
  children?: ReactNode
}

/** The page of a link that cannot be used: what is the matter, and the way on. */
export async function ClosedRoom({ title, text, children }: Props) {
  const t = await getTranslations('closed')
  return (
    <Room>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
      <p>
        <a href="/">{t('home')}</a>
      </p>
    </Room>
  )
}
