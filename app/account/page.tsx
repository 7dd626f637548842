import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Room } from '@/components/ui/room'
import { ADMIN_ROLE, roles } from '@/lib/roles'
import { findUse } from '@/lib/server/signup-token-lists'
import { requireViewer } from '@/lib/server/viewer'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('title') }
}

export default async function AccountPage() {
  const viewer = await requireViewer('/account')
  const [t, common, format] = await Promise.all([
    getTranslations('account'),
    getTranslations('common'),
    getFormatter(),
  ])
  const use = await findUse(viewer.id)
  const joined = format.dateTime(use?.usedAt ?? viewer.createdAt, { dateStyle: 'long' })
  const facts = [
    [t('name'), viewer.name],
    [t('email'), viewer.email],
    [t('username'), viewer.username],
    [t('role'), roles.find(({ id }) => id === viewer.roleId)?.name],
    [t('joined'), use ? t('joinedBy', { date: joined, link: use.signupToken.name }) : joined],
  ].filter(([, value]) => value)
  return (
    <Room>
      <h1>{t('title')}</h1>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {viewer.roleId === ADMIN_ROLE && <a href="/admin">{t('admin')}</a>}
      <form method="post" action="/logout">
        <button type="submit" className="button">
          {common('signOut')}
        </button>
      </form>
    </Room>
  )
}
