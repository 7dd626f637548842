'use client'

import { people } from '@/components/admin/shell/words'
import { useChange } from '@/components/admin/ui/use-change'
import { Instant } from '@/components/ui/instant'

type Rollback = {
  id: number
  since: string
  count: number
  createdAt: string
  revertibleUntil: string
  revertedAt: string | null
  isRevertible: boolean
}

const short = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const

/** How often this link was undone, each with the way to take it back while there is one. */
export function RollbackList({ api, reversals }: { api: string; reversals: Rollback[] }) {
  const { change, busy } = useChange()
  return (
    <ul className="list">
      {reversals.map(
        ({ id, count, since, createdAt, revertibleUntil, revertedAt, isRevertible }) => (
          <li key={id} className="row row-spread reversal">
            <div className="who">
              <span>
                {people(count)} disabled <Instant iso={createdAt} locale="en-GB" style={short} />
              </span>
              <span className="soft small">
                Who came since <Instant iso={since} locale="en-GB" style={short} />.{' '}
                {revertedAt && (
                  <>
                    Taken back <Instant iso={revertedAt} locale="en-GB" style={short} />.
                  </>
                )}
                {isRevertible && (
                  <>
                    Can be taken back until{' '}
                    <Instant iso={revertibleUntil} locale="en-GB" style={short} />.
                  </>
                )}
              </span>
            </div>
            {isRevertible && (
              <button
                type="button"
                className="button"
                aria-busy={busy}
                onClick={() =>
                  void change({
                    method: 'DELETE',
                    url: `${api}/${id}`,
                    done: `${people(count)} can sign in again. The link stays as it is.`,
                  })
                }
              >
                Take back
              </button>
            )}
          </li>
        ),
      )}
    </ul>
  )
}
