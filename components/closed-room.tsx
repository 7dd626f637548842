import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Contact } from './contact'
import { Room } from './ui/room'

type Props = {
  title: string
  text: ReactNode
  /** Whom to ask, as administrators wrote it; `''` where they wrote nothing. */
  contact?: string
  /** The next step, where there is a better one than the start page. */
  children?: ReactNode
}

/** The page of a link that cannot be used: what is the matter, and the way on. */
export async function ClosedRoom({ title, text, contact = '', children }: Props) {
  const t = await getTranslations('closed')
  return (
    <Room>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
      {contact && (
        <p className="soft">
          {t.rich('contact', { contact: () => <Contact contact={contact} /> })}
        </p>
      )}
      <p>
        <a href="/">{t('home')}</a>
      </p>
    </Room>
  )
}
