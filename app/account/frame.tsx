import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Shell } from '@/components/admin/shell/shell'
import { Page } from '@/components/ui/page'
import { ADMIN_ROLE } from '@/lib/roles'
import { deskUser, type requireCurrentUser } from '@/lib/server/pages/current-user'

type Props = {
  currentUser: Awaited<ReturnType<typeof requireCurrentUser>>
  title: string
  /** The page above, which the title does not name. */
  up?: { href: string; name: string }
  children: ReactNode
}

/** A page of one's own account: administrators keep their navigation, everybody else has a public page. */
export async function AccountFrame({ currentUser, title, up, children }: Props) {
  if (currentUser.roleId === ADMIN_ROLE) {
    const shown = await deskUser(currentUser)
    return (
      <Shell section="/account" title={title} currentUser={shown} {...(up && { up })} narrow>
        {children}
      </Shell>
    )
  }
  return (
    <Page>
      <div className="row row-spread">
        <h1>{title}</h1>
        {up ? <a href={up.href}>{up.name}</a> : <SignOut />}
      </div>
      {children}
    </Page>
  )
}

async function SignOut() {
  const t = await getTranslations('common')
  return (
    <form method="post" action="/logout">
      <button type="submit" className="button">
        {t('signOut')}
      </button>
    </form>
  )
}
