'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { submitJson, type Translate } from '@/components/forms/submit-json'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { bodyOf, defaultsOf } from './link-fields'
import { LinkFormFields } from './link-form'
import { type LinkForm, type LinkView, newValues } from './link-values'
import { type Shared, SharePanel } from './share-panel'

const api = '/api/admin/invite-link/tokens'

type Defaults = { hours: number; roleId: number; maxUses: number | null }

export type CreateLinkFacts = {
  defaults: Defaults
  origin: string
  maxDays: number
}

type Props = {
  facts: CreateLinkFacts
  /** A link whose settings the new one starts with. */
  like?: LinkView
  label: string
  className?: string
  /** Whether the dialog is open at once. */
  opened?: boolean
}

type Created = {
  secret: string
  name: string
  url: string
  expiresAt: string
  startsAt: string | null
  maxUses: number | null
  role: { name: string }
}

/** The link's number is the public half of its token. */
function idOf(secret: string): string {
  const bytes = atob(secret.replaceAll('-', '+').replaceAll('_', '/')).slice(0, 8)
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

type Kept = 'unasked' | 'kept' | 'failed'

/** Saves the form's settings as defaults for new links; null where that did not work. */
async function keep(form: LinkForm): Promise<Defaults | null> {
  const body = defaultsOf(form, new Date())
  const outcome = await submitJson('PUT', '/api/admin/settings', body, (_, detail) => detail)
  const { hours, rootRole, maxUses } = body.linkDefaults
  return outcome.status === 'done' ? { hours, roleId: rootRole, maxUses } : null
}

function KeptNote({ kept }: { kept: Kept }) {
  if (kept === 'unasked') return null
  return (
    <p className={`note ${kept === 'failed' ? 'note-warn' : ''}`}>
      {kept === 'kept'
        ? 'Saved as defaults for new links. '
        : 'The link was created, but its settings could not be saved as defaults. '}
      <a href="/admin/settings">Settings</a>
    </p>
  )
}

/** A button, the dialog that creates a link, and ways to share it once it is created. */
export function CreateLink({ facts, like, label, className = 'button', opened = false }: Props) {
  const router = useRouter()
  const scripting = useScripting()
  const [open, setOpen] = useState(opened)
  const [created, setCreated] = useState<Shared | null>(null)
  const [kept, setKept] = useState<Kept>('unasked')
  // The defaults just saved count before the page is refreshed.
  const [defaults, setDefaults] = useState<Defaults | null>(null)
  async function send(body: FieldValues, translate: Translate, form: LinkForm) {
    const outcome = await submitJson<Created>('POST', api, body, translate)
    if (outcome.status !== 'done') return outcome
    const { secret, role, ...link } = outcome.value
    if (form.asDefault) {
      const now = await keep(form)
      setKept(now ? 'kept' : 'failed')
      setDefaults(now ?? defaults)
    }
    setCreated({ ...link, id: idOf(secret), role: role.name })
    return outcome
  }
  const title = created ? 'Your link is ready' : 'New invite link'
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={!scripting}
        onClick={() => {
          setCreated(null)
          setKept('unasked')
          setOpen(true)
        }}
      >
        {label}
      </button>
      <Dialog open={open && scripting} title={title} onClose={() => setOpen(false)}>
        {created ? (
          <>
            <KeptNote kept={kept} />
            <SharePanel link={created} origin={facts.origin} />
          </>
        ) : (
          <LinkFormFields
            initial={newValues(defaults ?? facts.defaults, new Date(), like)}
            maxDays={facts.maxDays}
            label="Create link"
            schema={createSignupTokenSchema}
            toBody={(form) => bodyOf(form, new Date())}
            send={send}
            onDone={() => router.refresh()}
            template
          />
        )}
      </Dialog>
    </>
  )
}
