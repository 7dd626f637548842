import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/components/account/login-form'
import { Page } from '@/components/ui/page'
import { safePath } from '@/lib/safe-path'
import { findCurrentUser, homeOf } from '@/lib/server/pages/current-user'
import { loginFormTexts } from '@/lib/server/pages/form-texts'
import { formError, pageTitle } from '@/lib/server/pages/title'
import { getEnv } from '@/lib/server/runtime/env'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: await pageTitle(t('title'), searchParams) }
}

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams
  const { next: wanted, deleted, joined } = query
  const next = safePath(typeof wanted === 'string' ? wanted : null)
  const currentUser = await findCurrentUser()
  if (currentUser) redirect(next ?? homeOf(currentUser))
  const [t, texts] = await Promise.all([getTranslations('login'), loginFormTexts(formError(query))])
  return (
    <Page>
      <h1>{t('title')}</h1>
      {deleted !== undefined && <p className="note note-good">{t('deleted')}</p>}
      {joined !== undefined && getEnv().signupStrict && (
        <div className="note note-good">
          <p>{t('joined')}</p>
          <p>{t('joinedBefore')}</p>
        </div>
      )}
      <LoginForm {...texts} next={next ?? '/'} />
      <p className="soft">{t('noAccount')}</p>
    </Page>
  )
}
