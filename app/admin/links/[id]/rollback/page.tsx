import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RollbackForm } from '@/components/admin/rollback/rollback-form'
import { RollbackList } from '@/components/admin/rollback/rollback-list'
import { SincePicker } from '@/components/admin/rollback/since-picker'
import { Shell } from '@/components/admin/shell/shell'
import { people } from '@/components/admin/shell/words'
import { Pager } from '@/components/admin/ui/list-tools'
import { Instant } from '@/components/ui/instant'
import type { RollbackPreviewResponse } from '@/lib/schemas/responses'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { findRollbackPage } from '@/lib/server/pages/rollback'

type Query = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

export const metadata: Metadata = { title: 'Remove people who joined' }

/** Only texts, and none that is empty. */
function readQuery(query: Query): Record<string, string> {
  const given = ['since', 'preset', 'cursor'].map((name): [string, string] => [
    name,
    String(query[name] ?? ''),
  ])
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** Everyone who joined through a link since some instant: a preview, then all disabled at once. */
export default async function RollbackPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/admin/links/${encodeURIComponent(id)}/rollback`
  const currentUser = await requireAdmin(path)
  const query = readQuery(await searchParams)
  const page = await findRollbackPage(currentUser.id, id, new URLSearchParams(query))
  if (!page) notFound()
  const { link, api, preview, presets, rollbacks } = page
  const chosen = query.since ? (query.preset ?? null) : 'Since it was created'
  return (
    <Shell
      section="/admin"
      title={`Remove people who joined through “${link.name}”`}
      currentUser={currentUser}
    >
      <p>
        Did this link leak? Disable and sign out everyone who joined through it, all at once.
        Nothing is deleted.
      </p>
      <section className="card stack" aria-labelledby="who">
        <h2 id="who">Who</h2>
        <SincePicker action={path} since={preview.since} presets={presets} chosen={chosen} />
        <Kept kept={preview.kept} />
        {preview.count > 0 ? (
          <>
            <p>
              <strong>{people(preview.count)}</strong> joined since <Instant iso={preview.since} />{' '}
              and can sign in.
            </p>
            <RollbackForm
              api={api}
              since={preview.since}
              count={preview.count}
              isPaused={!link.enabled}
            />
            <Preview preview={preview} />
            <Pager action={path} query={query} nextCursor={preview.nextCursor} />
          </>
        ) : (
          <p className="soft">
            There is nobody to disable: of those who joined since <Instant iso={preview.since} />,
            nobody else can sign in.
          </p>
        )}
      </section>
      {rollbacks.length > 0 && (
        <section className="card stack" aria-labelledby="done">
          <h2 id="done">History</h2>
          <RollbackList api={api} rollbacks={rollbacks} />
        </section>
      )}
    </Shell>
  )
}

const reasons = {
  yourself: 'stays enabled: this is you.',
  lastAdmin: 'stays enabled: at least one administrator is required.',
} as const

function Kept({ kept }: { kept: RollbackPreviewResponse['kept'] }) {
  return kept.map(({ id, name, reason }) => (
    <p key={id} className="note">
      {name} {reasons[reason]}
    </p>
  ))
}

function Preview({ preview }: { preview: RollbackPreviewResponse }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Email</th>
          <th scope="col">Joined</th>
        </tr>
      </thead>
      <tbody>
        {preview.users.map(({ id, name, email, joinedAt }) => (
          <tr key={id}>
            <td>
              <div className="who">
                <a href={`/admin/people/${id}`}>{name}</a>
              </div>
            </td>
            <td data-label="Email">
              <div className="who">{email}</div>
            </td>
            <td data-label="Joined">
              <Instant iso={joinedAt} style="short" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
