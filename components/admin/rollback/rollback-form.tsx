'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import { people } from '@/components/admin/shell/words'
import { errorText, useChange } from '@/components/admin/ui/use-change'
import { submitJson } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'

type Props = {
  /** The address of this link's reversals. */
  api: string
  since: string
  count: number
  isPaused: boolean
}

/** Disables everyone in the preview at once, and offers to undo it. */
export function RollbackForm({ api, since, count, isPaused }: Props) {
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const scripting = useScripting()
  const [pause, setPause] = useState(true)
  const [busy, setBusy] = useState(false)

  async function rollback() {
    setBusy(true)
    const body = { since, pause }
    const outcome = await submitJson<{ id: number; count: number }>('POST', api, body, (_, d) => d)
    setBusy(false)
    if (outcome.status === 'done') {
      const { id, count: disabled } = outcome.value
      const done = 'Undone. They can sign in again.'
      const undo = async () => void (await change({ method: 'DELETE', url: `${api}/${id}`, done }))
      toast({ text: `${people(disabled)} disabled and signed out.`, undo })
    } else toast({ text: errorText(outcome) })
    router.refresh()
  }

  return (
    <div className="stack">
      {isPaused ? (
        <p className="soft">The link is already paused, so nobody else can join through it.</p>
      ) : (
        <label className="check">
          <input
            type="checkbox"
            checked={pause}
            onChange={(event) => setPause(event.currentTarget.checked)}
          />
          Also pause the link, so that nobody else can join through it
        </label>
      )}
      <div className="row">
        <button
          type="button"
          className="button button-danger"
          disabled={!scripting}
          aria-busy={busy}
          onClick={() => void rollback()}
        >
          Disable {people(count)}
        </button>
        <span className="soft small">You can undo this for 7 days.</span>
      </div>
    </div>
  )
}
