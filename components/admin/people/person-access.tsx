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
  const [reset, setReset] = useState<Reset | null>(null)
  return (
    <section className="card stack" aria-labelledby="access">
      <h2 id="access">Access</h2>
      {person.isLastAdmin && (
        <p className="soft">
          At least one administrator is required, so this account cannot be disabled or deleted.
        </p>
      )}
      <AccessButtons person={person} isSelf={isSelf} onReset={setReset} />
      {!isSelf && (
        <p className="soft">
          Disabling the account or signing out everywhere also ends API tokens and password reset
          links.
        </p>
      )}
      {isSelf && (
        <p className="soft">
          This is you. To manage your sessions or delete your account, go to{' '}
          <a href="/account">your account</a>.
        </p>
      )}
      <ResetDialog name={person.name} reset={reset} onClose={() => setReset(null)} />
    </section>
  )
}

type ButtonsProps = { person: Person; isSelf: boolean; onReset: (reset: Reset) => void }

function AccessButtons({ person, isSelf, onReset }: ButtonsProps) {
  const { id, name, enabled, isLastAdmin, version } = person
  const { change, busy } = useChange()
  const url = `/api/admin/user-admin/${id}`
  const ifMatch = `"${version}"`
  const put = { method: 'PUT', url } as const
  const enable = { ...put, body: { enabled: true }, done: `${name} enabled.` }
  const disable = { ...put, body: { enabled: false }, done: `${name} disabled and signed out.` }
  const signOut = { url: `${url}/sessions`, done: `${name} signed out everywhere.` }
  async function createReset() {
    const done = 'Password reset link created.'
    const created = await change<Reset>({ method: 'POST', url: `${url}/password-reset`, done })
    if (created.status === 'done') onReset(created.value)
  }
  const button = (label: string, act: () => Promise<unknown>) => (
    <button type="button" className="button" aria-busy={busy} onClick={() => void act()}>
      {label}
    </button>
  )
  return (
    <div className="row">
      {!enabled && button('Enable account', () => change({ ...enable, undo: disable, ifMatch }))}
      {enabled &&
        !isLastAdmin &&
        !isSelf &&
        button('Disable account', () => change({ ...disable, undo: enable, ifMatch }))}
      {!isSelf && button('Sign out everywhere', () => change({ method: 'DELETE', ...signOut }))}
      {enabled && button('Create password reset link', createReset)}
    </div>
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
