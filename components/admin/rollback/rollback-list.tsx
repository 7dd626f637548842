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

/** Rollbacks of this link, each with a button that undoes it while that is possible. */
export function RollbackList({ api, rollbacks }: { api: string; rollbacks: Rollback[] }) {
  const { change, busy } = useChange()
  return (
    <ul className="list">
      {rollbacks.map(
        ({ id, count, since, createdAt, revertibleUntil, revertedAt, isRevertible }) => (
          <li key={id} className="row row-spread rollback">
            <div className="who">
              <span>
                {people(count)} disabled <Instant iso={createdAt} style="short" />
              </span>
              <span className="soft small">
                Joined since <Instant iso={since} style="short" />.{' '}
                {revertedAt && (
                  <>
                    Undone <Instant iso={revertedAt} style="short" />.
                  </>
                )}
                {isRevertible && (
                  <>
                    Can be undone until <Instant iso={revertibleUntil} style="short" />.
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
                    done: `Undone. ${people(count)} can sign in again; the link stays as it is.`,
                  })
                }
              >
                Undo
              </button>
            )}
          </li>
        ),
      )}
    </ul>
  )
}
