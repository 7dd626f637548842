import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/components/account/login-form'
import { Contact } from '@/components/ui/contact'
import { Page } from '@/components/ui/page'
import { safePath } from '@/lib/safe-path'
import { findCurrentUser, homeOf } from '@/lib/server/pages/current-user'
import { loginFormTexts } from '@/lib/server/pages/forms/form-texts'
import { formError, pageTitle } from '@/lib/server/pages/title'
import { getEnv } from '@/lib/server/runtime/env'
import { lastSettings } from '@/lib/server/settings/settings'

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
  const [t, closed, texts, { contact }] = await Promise.all([
    getTranslations('login'),
    getTranslations('closed'),
    loginFormTexts(formError(query)),
    lastSettings(),
  ])
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
      <div className="stack-tight soft">
        <p>{t('forgot')}</p>
        <p>{t('noAccount')}</p>
        {contact && (
          <p>{closed.rich('contact', { contact: () => <Contact contact={contact} /> })}</p>
        )}
      </div>
    </Page>
  )
}
