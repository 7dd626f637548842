'use client'

import { ConfirmButton } from '@/components/admin/ui/confirm-button'
import { useChange } from '@/components/admin/ui/use-change'
import { Instant } from '@/components/ui/instant'
import type { OpenResetResponse } from '@/lib/schemas/responses'

/** Password reset links of a person that can still be used, and the way to revoke each. */
export function PersonResets({ id, resets }: { id: number; resets: OpenResetResponse[] }) {
  const { change } = useChange()
  if (resets.length === 0) return null
  const revoke = (item: string) =>
    change({
      method: 'DELETE',
      url: `/api/admin/user-admin/${id}/password-resets/${item}`,
      done: 'Password reset link revoked.',
    })
  return (
    <section className="card stack" aria-labelledby="resets">
      <h2 id="resets">Password reset link</h2>
      <ul className="list stack">
        {resets.map((reset) => (
          <li key={reset.id} className="row row-spread">
            <span className="who">
              <span>
                Ends <Instant iso={reset.expiresAt} />
              </span>
              <span className="soft small">
                Created <Instant iso={reset.createdAt} />
                {reset.createdBy && ` by ${reset.createdBy}`}
              </span>
            </span>
            <ConfirmButton
              label="Revoke"
              subject="password reset link"
              question="Nobody will be able to set a password with this link."
              onConfirm={() => revoke(reset.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
