import { getTranslations } from 'next-intl/server'
import { Page } from '@/components/ui/page'
import { SignedInAs } from '@/components/ui/signed-in-as'

type Props = {
  currentUser: { name: string; email: string }
  joined: boolean
  token: string
}

/** Somebody who has an account opened an invite link: who they are, and both ways on. */
export async function AlreadySignedIn({ currentUser, joined, token }: Props) {
  const t = await getTranslations('signedIn')
  const back = encodeURIComponent(`/invite/${token}`)
  return (
    <Page>
      <h1>{t('title')}</h1>
      <SignedInAs currentUser={currentUser} joined={joined} />
      <form method="post" action={`/logout?next=${back}`}>
        <button type="submit" className="button">
          {t('switch')}
        </button>
      </form>
    </Page>
  )
}
