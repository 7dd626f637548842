'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Dialog } from '@/components/admin/ui/dialog'
import { submitJson, type Translate } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'
import { formatInstant } from '@/lib/instants'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import type { LinkShow } from '@/lib/signup-token-show'
import { bodyOf, defaultsOf } from './link-fields'
import { LinkFormFields } from './link-form'
import {
  type Defaults,
  type LinkForm,
  type LinkFormFacts,
  type LinkView,
  newValues,
} from './link-values'
import { type Shared, SharePanel } from './share-panel'

const api = '/api/admin/invite-link/tokens'

type Created = {
  secret: string
  name: string
  show: LinkShow
  url: string
  expiresAt: string
  startsAt: string | null
  maxUses: number | null
  role: { id: number; name: string }
}

/** The link's number is the public half of its token. */
function idOf(secret: string): string {
  const bytes = atob(secret.replaceAll('-', '+').replaceAll('_', '/')).slice(0, 8)
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

/** Copies where the browser allows it so long after the click; there is nothing to select here. */
async function copyAtOnce(url: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(url)
    return true
  } catch {
    return false
  }
}

/** Saves the form's settings as defaults for new links; null where that did not work. */
async function keepDefaults(form: LinkForm): Promise<Defaults | null> {
  const body = defaultsOf(form, new Date())
  const outcome = await submitJson('PUT', '/api/admin/settings', body, (_, detail) => detail)
  const { hours, rootRole, maxUses } = body.linkDefaults
  return outcome.status === 'done' ? { hours, roleId: rootRole, maxUses } : null
}

type Kept = 'unasked' | 'kept' | 'failed'

function KeptNote({ kept }: { kept: Kept }) {
  const t = useTranslations('desk.linkForm')
  if (kept === 'unasked') return null
  return (
    <p className={`note ${kept === 'failed' ? 'note-warn' : ''}`}>
      {t(kept === 'kept' ? 'keptDefaults' : 'defaultsFailed')}{' '}
      <Link href="/admin/settings" prefetch={false}>
        {t('settings')}
      </Link>
    </p>
  )
}

type Result = { link: Shared; copied: boolean; kept: Kept }

/** Sends the form, copies the new link's address, and saves the defaults if that was asked for. */
function useCreate(facts: LinkFormFacts) {
  const [result, setResult] = useState<Result | null>(null)
  // The defaults just saved count before the page is refreshed.
  const [defaults, setDefaults] = useState(facts.defaults)
  const router = useRouter()
  // Only once the dialog is closed or left: with the first link the page has its button, and so this
  // dialog, in another place.
  useEffect(() => (result ? () => router.refresh() : undefined), [result, router])
  async function send(body: FieldValues, translate: Translate, form: LinkForm) {
    const outcome = await submitJson<Created>('POST', api, body, translate)
    if (outcome.status !== 'done') return outcome
    const { secret, role, ...link } = outcome.value
    const copied = await copyAtOnce(link.url)
    const saved = form.asDefault ? await keepDefaults(form) : null
    if (saved) setDefaults(saved)
    const kept = form.asDefault ? (saved ? 'kept' : 'failed') : 'unasked'
    setResult({
      link: { ...link, id: idOf(secret), role: role.name, roleId: role.id },
      copied,
      kept,
    })
    return outcome
  }
  return { result, setResult, defaults, send }
}

type DialogProps = {
  facts: LinkFormFacts
  /** A link whose settings the new one starts with. */
  like?: LinkView | undefined
  open: boolean
  onClose: () => void
}

/** The dialog that creates a link, and ways to share it once it is created. */
export function CreateDialog({ facts, like, open, onClose }: DialogProps) {
  const t = useTranslations('desk.linkForm')
  const share = useTranslations('desk.share')
  const locale = useLocale()
  const { result, setResult, defaults, send } = useCreate(facts)
  const now = new Date()
  const name = like
    ? t('copyOf', { name: like.name })
    : t('suggestedName', { day: formatInstant(now, { style: 'day', locale }) })
  const title = result ? share(result.copied ? 'createdCopied' : 'created') : t('createTitle')
  return (
    <Dialog open={open} title={title} onClose={onClose} onClosed={() => setResult(null)}>
      {result ? (
        <>
          <KeptNote kept={result.kept} />
          <SharePanel link={result.link} facts={facts} />
        </>
      ) : (
        <LinkFormFields
          initial={newValues(name, defaults, now, like)}
          facts={facts}
          label={t('create')}
          schema={createSignupTokenSchema}
          toBody={(form) => bodyOf(form, new Date())}
          send={send}
          onDone={() => undefined}
          template
        />
      )}
    </Dialog>
  )
}

type Props = {
  facts: LinkFormFacts
  className?: string
  /** Whether the address asks for the dialog, with `new`. */
  opened?: boolean
  children: ReactNode
}

/** The page's own address without `new`, or null where it has none. */
function addressWithoutNew(): string | null {
  const { pathname, searchParams } = new URL(window.location.href)
  if (!searchParams.has('new')) return null
  searchParams.delete('new')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** A button that opens the dialog for a new link. */
export function CreateLink({ facts, className = 'button', opened = false, children }: Props) {
  const scripting = useScripting()
  const router = useRouter()
  const [open, setOpen] = useState(opened)
  useEffect(() => {
    if (opened) setOpen(true)
  }, [opened])
  const close = () => {
    setOpen(false)
    const address = addressWithoutNew()
    if (address) router.replace(address, { scroll: false })
  }
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={!scripting}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <CreateDialog facts={facts} open={open && scripting} onClose={close} />
    </>
  )
}
