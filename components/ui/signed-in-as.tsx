import { getTranslations } from 'next-intl/server'

type Props = {
  currentUser: { name: string; email: string }
  /** Whether it was by this very link that they joined. */
  joined: boolean
}

/** Who is signed in, and the way on as they are. */
export async function SignedInAs({ currentUser, joined }: Props) {
  const t = await getTranslations('signedIn')
  const { name, email } = currentUser
  return (
    <>
      <p>{t('text', { name, email })}</p>
      {joined && <p>{t('joined')}</p>}
      <p>
        <a className="button button-primary" href="/">
          {t('continue', { name })}
        </a>
      </p>
    </>
  )
}
