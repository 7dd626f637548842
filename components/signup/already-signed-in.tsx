import { getTranslations } from 'next-intl/server'
import { Room } from '@/components/ui/page'
import { SignedInAs } from '@/components/ui/signed-in-as'

type Props = {
  viewer: { name: string; email: string }
  joined: boolean
  token: string
}

/** Somebody who has an account opened an invite link: who they are, and both ways on. */
export async function AlreadySignedIn({ viewer, joined, token }: Props) {
  const t = await getTranslations('signedIn')
  const back = encodeURIComponent(`/invite/${token}`)
  return (
    <Room>
      <h1>{t('title')}</h1>
      <SignedInAs viewer={viewer} joined={joined} />
      <form method="post" action={`/logout?next=${back}`}>
        <button type="submit" className="button">
          {t('switch')}
        </button>
      </form>
    </Room>
  )
}
