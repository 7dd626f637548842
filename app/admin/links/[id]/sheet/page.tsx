import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PrintButton } from '@/components/admin/ui/print-button'
import { Instant } from '@/components/ui/instant'
import { roles } from '@/lib/roles'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { findLinkById, linkView } from '@/lib/server/pages/link-view'

export const metadata: Metadata = { title: 'Print invite' }

/** A link on paper: the QR code, the address to type, what it is for and until when. */
export default async function SheetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireAdmin(`/admin/links/${id}/sheet`)
  const row = await findLinkById(id)
  if (!row) notFound()
  const link = linkView(row)
  const can = roles.find(({ id: role }) => role === link.roleId)?.can
  return (
    <main id="main" className="page sheet">
      <div className="row row-spread no-print">
        <a href={`/admin/links/${id}`}>Back to the link</a>
        <PrintButton />
      </div>
      <h1>{link.name}</h1>
      <p>Scan the code with your phone, or type the address.</p>
      {/* biome-ignore lint/performance/noImgElement: created for this request, nothing to optimise */}
      <img src={`/admin/links/${id}/qr.svg`} alt="QR code of the address below" />
      <p className="sheet-address">{link.url}</p>
      <dl className="facts">
        <dt>Your role</dt>
        <dd>
          {link.role}: {can}
        </dd>
        <dt>Works until</dt>
        <dd>
          <Instant iso={link.expiresAt} />
        </dd>
        {link.maxUses !== null && (
          <>
            <dt>Places</dt>
            <dd className="numbers">
              For {link.maxUses === 1 ? 'one person' : `${link.maxUses} people`}
            </dd>
          </>
        )}
      </dl>
    </main>
  )
}
