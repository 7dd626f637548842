import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/components/login-form'
import { Room } from '@/components/ui/room'
import { safePath } from '@/lib/safe-path'
import { getEnv } from '@/lib/server/env'
import { loginFormTexts } from '@/lib/server/form-texts'
import { formError, pageTitle } from '@/lib/server/page-title'
import { findViewer, homeOf } from '@/lib/server/viewer'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: await pageTitle(t('title'), searchParams) }
}

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams
  const { next: wanted, deleted, joined } = query
  const next = safePath(typeof wanted === 'string' ? wanted : null)
  const viewer = await findViewer()
  if (viewer) redirect(next ?? homeOf(viewer))
  const [t, texts] = await Promise.all([getTranslations('login'), loginFormTexts(formError(query))])
  return (
    <Room>
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
    </Room>
  )
}
