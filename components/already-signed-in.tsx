import { getTranslations } from 'next-intl/server'
import { Room } from './ui/room'

type Props = {
  viewer: { name: string; email: string }
  /** Whether it was by this very link that they joined. */
  joined: boolean
  token: string
}

/** Somebody who has an account opened an invite link: who they are, and both ways on. */
export async function AlreadySignedIn({ viewer, joined, token }: Props) {
  const t = await getTranslations('signedIn')
  const { name, email } = viewer
  const back = encodeURIComponent(`/invite/${token}`)
  return (
    <Room>
      <h1>{t('title')}</h1>
      <p>{t('text', { name, email })}</p>
      {joined && <p>{t('joined')}</p>}
      <p>
        <a className="button button-primary" href="/">
          {t('continue', { name })}
        </a>
      </p>
      <form method="post" action={`/logout?next=${back}`}>
        <button type="submit" className="button">
          {t('switch')}
        </button>
      </form>
    </Room>
  )
}
