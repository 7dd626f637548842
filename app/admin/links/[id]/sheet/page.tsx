import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { LinkView } from '@/components/admin/links/link-values'
import { PrintButton } from '@/components/admin/ui/print-button'
import { instanceName } from '@/components/ui/instance-name'
import { Instant } from '@/components/ui/instant'
import { roleKey } from '@/lib/roles'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { findLinkById, linkView } from '@/lib/server/pages/links/link-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.sheet')
  return { title: t('title') }
}

/** A link on paper, for a notice board: whose invite it is, the QR code, the address to type, until when. */
export default async function SheetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireAdmin(`/admin/links/${id}/sheet`)
  const row = await findLinkById(id)
  if (!row) notFound()
  const link = linkView(row)
  const [t, invite, instance] = await Promise.all([
    getTranslations('desk.sheet'),
    getTranslations('invite'),
    instanceName(),
  ])
  const { title = instance } = link.show
  return (
    <main id="main" className="page sheet">
      <div className="row row-spread no-print desk-controls">
        <Link href={`/admin/links/${id}`} prefetch={false}>
          {t('back')}
        </Link>
        <PrintButton>{t('print')}</PrintButton>
      </div>
      <header>
        {title !== instance && <p className="sheet-instance">{instance}</p>}
        <h1>{invite('title', { instance: title })}</h1>
      </header>
      {/* biome-ignore lint/performance/noImgElement: created for this request, nothing to optimise */}
      <img src={`/admin/links/${id}/qr.svg`} alt={t('code')} />
      <p>{t('scan')}</p>
      <Address url={link.url} />
      <Terms link={link} />
    </main>
  )
}

/** An address to type: it breaks where a person would take a breath. */
function Address({ url }: { url: string }) {
  const { host, pathname } = new URL(url)
  return (
    <p className="sheet-address" dir="ltr">
      {host}
      <wbr />
      {pathname.replace(/[^/]+$/, '')}
      <wbr />
      <span>{pathname.split('/').at(-1)}</span>
    </p>
  )
}

async function Terms({ link: { roleId, startsAt, expiresAt, maxUses } }: { link: LinkView }) {
  const [t, role, locale] = await Promise.all([
    getTranslations('desk.sheet'),
    getTranslations('roles'),
    getLocale(),
  ])
  return (
    <dl className="sheet-terms">
      <Term name={t('role')}>{role(roleKey(roleId))}</Term>
      {startsAt && (
        <Term name={t('from')}>
          <Instant iso={startsAt} locale={locale} />
        </Term>
      )}
      <Term name={t('until')}>
        <Instant iso={expiresAt} locale={locale} />
      </Term>
      {maxUses !== null && <Term name={t('places')}>{t('placesFor', { count: maxUses })}</Term>}
    </dl>
  )
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
