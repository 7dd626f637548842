'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import { errorText } from '@/components/admin/ui/use-change'
import { Field } from '@/components/forms/field'
import { submitJson } from '@/components/forms/submit-json'
import { Dialog } from '@/components/ui/dialog'

type Props = { person: { id: number; name: string; email: string; version: number } }

/** Deletes a person permanently; because that cannot be undone, it asks for their email address. */
export function PersonDelete({ person }: Props) {
  const { id, name, email, version } = person
  const router = useRouter()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')

  async function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('confirm')).trim().toLowerCase()
    if (typed !== email) return setError(`Type ${email} to confirm.`)
    setBusy(true)
    const url = `/api/admin/user-admin/${id}`
    const outcome = await submitJson('DELETE', url, undefined, (_, detail) => detail, {
      'if-match': `"${version}"`,
    })
    setBusy(false)
    if (outcome.status !== 'done') {
      setError(errorText(outcome))
      return router.refresh()
    }
    toast({ text: `${name} deleted.` })
    router.push('/admin/people')
  }

  return (
    <section className="card stack" aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p className="soft">
        Deletes all personal data immediately and permanently. The sign-up still counts in totals.
      </p>
      <div className="row">
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            setError('')
            setOpen(true)
          }}
        >
          Delete {name}
        </button>
      </div>
      <Dialog open={open} title={`Delete ${name}?`} onClose={() => setOpen(false)}>
        <form className="stack" noValidate onSubmit={(event) => void remove(event)}>
          <p>
            This deletes their name, email address, username, password, sessions and API tokens
            immediately and cannot be undone. To lock them out for a while, disable the account
            instead.
          </p>
          <Field
            id="confirm"
            label={`Type ${email} to confirm`}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            error={error}
          />
          <div className="row">
            <button type="submit" className="button button-danger" aria-busy={busy}>
              Delete permanently
            </button>
            <button type="button" className="button button-quiet" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </div>
        </form>
      </Dialog>
    </section>
  )
}
