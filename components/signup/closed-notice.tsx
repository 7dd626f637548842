import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Contact } from '@/components/ui/contact'
import { Page } from '@/components/ui/page'
import { SignedInAs } from '@/components/ui/signed-in-as'

type Props = {
  title: string
  text: ReactNode
  /** Who is looking, if they are signed in; they need no new invite. */
  currentUser: { name: string; email: string } | null
  joined?: boolean
  /** Whom to ask, as administrators wrote it; `''` where they wrote nothing. */
  contact?: string
  /** The next step for everybody else, where there is a better one than the start page. */
  children?: ReactNode
}

/** The page of a link that cannot be used: what is the matter, and the way on. */
export async function ClosedNotice(props: Props) {
  const { title, text, currentUser, joined = false, contact = '', children } = props
  const t = await getTranslations()
  return (
    <Page>
      <h1>{title}</h1>
      <p>{text}</p>
      {contact && (
        <p className="soft">
          {t.rich('closed.contact', { contact: () => <Contact contact={contact} /> })}
        </p>
      )}
      {currentUser ? (
        <SignedInAs currentUser={currentUser} joined={joined} />
      ) : (
        <>
          {children}
          <p>
            {t('invite.have')} <a href="/login">{t('common.signIn')}</a>
          </p>
        </>
      )}
    </Page>
  )
}
