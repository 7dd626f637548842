'use client'

import { useState } from 'react'
import { CopyLink } from '@/components/admin/ui/copy-link'
import { useChange } from '@/components/admin/ui/use-change'
import { Dialog } from '@/components/ui/dialog'
import { Instant } from '@/components/ui/instant'

type Person = {
  id: number
  name: string
  enabled: boolean
  version: number
  isLastAdmin: boolean
}

type Reset = { url: string; expiresAt: string }

/** Whether a person can sign in: on and off, everywhere out, and the way back in. */
export function PersonAccess({ person, isSelf }: { person: Person; isSelf: boolean }) {
  const { id, name, enabled, isLastAdmin } = person
  const { change, busy } = useChange()
  const [reset, setReset] = useState<Reset | null>(null)
  const url = `/api/admin/user-admin/${id}`
  const ifMatch = `"${person.version}"`
  const enable = {
    method: 'PUT',
    url,
    body: { enabled: true },
    done: `${name} is enabled.`,
  } as const
  const disable = {
    method: 'PUT',
    url,
    body: { enabled: false },
    done: `${name} is disabled and signed out.`,
  } as const
  async function createReset() {
    const done = 'Password reset link created.'
    const made = await change<Reset>({ method: 'POST', url: `${url}/password-reset`, done })
    if (made.status === 'done') setReset(made.value)
  }
  return (
    <section className="card stack" aria-labelledby="access">
      <h2 id="access">Access</h2>
      {isLastAdmin && (
        <p className="soft">
          This is the last administrator: neither disabled nor deleted, until somebody else is one.
        </p>
      )}
      <div className="row">
        {!enabled && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() => void change({ ...enable, undo: disable, ifMatch })}
          >
            Enable account
          </button>
        )}
        {enabled && !isLastAdmin && !isSelf && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() => void change({ ...disable, undo: enable, ifMatch })}
          >
            Disable account
          </button>
        )}
        {!isSelf && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() =>
              void change({
                method: 'DELETE',
                url: `${url}/sessions`,
                done: `${name} is signed out everywhere.`,
              })
            }
          >
            Sign out everywhere
          </button>
        )}
        {enabled && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() => void createReset()}
          >
            Create password reset link
          </button>
        )}
      </div>
      {!isSelf && (
        <p className="soft">
          Disabling the account or signing out everywhere also ends API tokens and password reset
          links.
        </p>
      )}
      {isSelf && (
        <p className="soft">
          This is you. Sessions, and leaving, are on <a href="/account">your account</a>.
        </p>
      )}
      <ResetDialog name={name} reset={reset} onClose={() => setReset(null)} />
    </section>
  )
}

type ResetProps = { name: string; reset: Reset | null; onClose: () => void }

/** The one place where a reset link is shown. */
function ResetDialog({ name, reset, onClose }: ResetProps) {
  return (
    <Dialog open={reset !== null} title="Password reset link" onClose={onClose}>
      {reset && (
        <>
          <p>
            Send it to {name} privately. It works once, until{' '}
            <Instant iso={reset.expiresAt} locale="en-GB" />. Older links no longer work.
          </p>
          <CopyLink name={`the password reset link of ${name}`} url={reset.url} />
          <p className="soft small">
            It is shown only once. You never see the password they choose.
          </p>
        </>
      )}
    </Dialog>
  )
}
