import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RollbackForm } from '@/components/admin/rollback/rollback-form'
import { RollbackList } from '@/components/admin/rollback/rollback-list'
import { RollbackPreview } from '@/components/admin/rollback/rollback-preview'
import { SincePicker } from '@/components/admin/rollback/since-picker'
import { Shell } from '@/components/admin/shell/shell'
import { Empty } from '@/components/admin/ui/empty'
import { Section } from '@/components/admin/ui/section'
import { Instant } from '@/components/ui/instant'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { type RollbackPage as Found, findRollbackPage } from '@/lib/server/pages/links/rollback'
import { type PageQuery, textsOf } from '@/lib/server/pages/query'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageQuery> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.rollback')
  return { title: t('title') }
}

/** Everyone who joined through a link since some instant: a preview, then all disabled at once. */
export default async function RollbackPage({ params, searchParams }: Props) {
  const { id } = await params
  const linkPath = `/admin/links/${encodeURIComponent(id)}`
  const path = `${linkPath}/rollback`
  const currentUser = await requireAdmin(path)
  const query = textsOf(await searchParams, ['since', 'preset'])
  const page = await findRollbackPage(currentUser.id, id, new URLSearchParams(query))
  if (!page) notFound()
  const t = await getTranslations('desk.rollback')
  const { link, api, presets, preview, now } = page
  const [last, ...earlier] = page.rollbacks
  // What was just done can be undone where one looks first.
  const [onTop, below] = last?.isRevertible ? [[last], earlier] : [[], page.rollbacks]
  return (
    <Shell
      section="/admin/links"
      title={t('title')}
      up={{ href: linkPath, name: link.name }}
      currentUser={currentUser}
      narrow
    >
      {onTop.length > 0 && (
        <div className="note">
          <RollbackList api={api} rollbacks={onTop} now={now} />
        </div>
      )}
      <p>{t('intro')}</p>
      <SincePicker
        action={path}
        since={preview.since}
        presets={presets}
        chosen={query.since ? (query.preset ?? null) : 'all'}
      />
      <Who page={page} linkPath={linkPath} />
      {below.length > 0 && (
        <Section title={t('history')}>
          <RollbackList api={api} rollbacks={below} now={now} />
        </Section>
      )}
    </Shell>
  )
}

/** Who would be removed, with the button that does it. */
async function Who({ page, linkPath }: { page: Found; linkPath: string }) {
  const [t, locale] = await Promise.all([getTranslations('desk.rollback'), getLocale()])
  const { link, api, preview, now } = page
  const { since, count, users, kept } = preview
  const instant = () => <Instant iso={since} locale={locale} style="short" />
  const notes = kept.map(({ id, name, reason }) => (
    <p key={id} className="note">
      {t(reason === 'yourself' ? 'keptYourself' : 'keptLastAdmin', { name })}
    </p>
  ))
  if (count === 0) {
    return (
      <>
        {notes}
        <Empty title={t('nobody')}>{t.rich('nobodyText', { since: instant })}</Empty>
      </>
    )
  }
  return (
    <>
      <div className="panel stack">
        <p>
          <strong>{t.rich('preview', { count, since: instant })}</strong>
        </p>
        {notes}
        <RollbackForm api={api} since={since} count={count} ended={link.ended} />
      </div>
      <Section title={t('who')}>
        <RollbackPreview users={users} now={now} />
        {count > users.length && (
          <p>
            <Link href={linkPath} prefetch={false}>
              {t('more', { count: count - users.length })}
            </Link>
          </p>
        )}
      </Section>
    </>
  )
}
