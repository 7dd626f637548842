'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useToast } from '@/components/admin/shell/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { type Outcome, submitJson, type Translate } from '@/components/forms/submit-json'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'
import { formatInstant } from '@/lib/instants'
import { updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { changesOf, differences, undoOf } from './link-fields'
import { LinkFormFields } from './link-form'
import { type LinkView, valuesOf } from './link-values'

export function apiPath({ url }: { url: string }): string {
  return `/api/admin/invite-link/tokens/${url.split('/').at(-1)}`
}

const kept =
  'Another administrator changed this link in the meantime. What you typed is still here; save again to change only that.'

/** Changes a link's settings; a change by somebody else in between is shown, not overwritten. */
export function EditLink({ link, maxDays }: { link: LinkView; maxDays: number }) {
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const scripting = useScripting()
  const [open, setOpen] = useState(false)
  const [stale, setStale] = useState(false)
  // What was read when the dialog opened; `link` is what stands now.
  const [base, setBase] = useState(link)
  async function send(body: FieldValues, translate: Translate): Promise<Outcome<unknown>> {
    const version = `"${stale ? link.version : base.version}"`
    const headers = { 'if-match': version }
    const outcome = await submitJson('PUT', apiPath(link), body, translate, headers)
    router.refresh()
    // A token that is gone: the link has got a new address.
    const meanwhile = ['StaleError', 'NotFoundError']
    if (outcome.status !== 'refused' || !meanwhile.includes(outcome.name)) return outcome
    setStale(true)
    return { ...outcome, name: 'ChangedMeanwhile', message: kept }
  }
  function finish(body: FieldValues) {
    setOpen(false)
    const before = undoOf(body, base, new Date())
    const url = apiPath(link)
    const undo = async () =>
      void (await change({ method: 'PUT', url, body: before, done: 'Undone.' }))
    toast({ text: 'Link updated.', ...(before && { undo }) })
  }
  function finishUnchanged() {
    setOpen(false)
    router.refresh()
    toast({ text: 'No changes.' })
  }
  const others = stale ? differences(base, link, (iso) => formatInstant(new Date(iso))) : []
  const notice = others.length > 0 && (
    <ul className="note note-warn">
      {others.map(({ what, before, after }) => (
        <li key={what}>
          {what}: was {before}, is now {after}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!scripting}
        onClick={() => {
          setBase(link)
          setStale(false)
          setOpen(true)
        }}
      >
        Edit
      </button>
      <Dialog open={open} title={`Edit ${base.name}`} onClose={() => setOpen(false)}>
        <LinkFormFields
          initial={valuesOf(base)}
          standing={base.expiresAt}
          maxDays={maxDays}
          label="Save changes"
          schema={updateSignupTokenSchema}
          toBody={(form) => changesOf(form, base, new Date())}
          send={send}
          onUnchanged={finishUnchanged}
          onDone={(_, body) => finish(body)}
          notice={notice}
        />
      </Dialog>
    </>
  )
}
