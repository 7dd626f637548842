'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { type Outcome, submitJson, type Translate } from '@/components/forms/submit-json'
import { formatInstant } from '@/lib/instants'
import { roleKey } from '@/lib/roles'
import { updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { changesOf, differences, undoOf, type Words } from './link-fields'
import { LinkFormFields } from './link-form'
import { apiPath, type LinkFormFacts, type LinkView, valuesOf } from './link-values'

type Props = { link: LinkView; facts: LinkFormFacts; onClose: () => void }

/** Sends only what differs from what was read; a change by somebody else in between is told first. */
function useEdit(link: LinkView) {
  const router = useRouter()
  const t = useTranslations('desk.linkForm')
  // What was read when the form opened; `link` is what stands now.
  const [base] = useState(link)
  const [stale, setStale] = useState(false)
  async function send(body: FieldValues, translate: Translate): Promise<Outcome<unknown>> {
    const headers = { 'if-match': `"${stale ? link.version : base.version}"` }
    const outcome = await submitJson('PUT', apiPath(link), body, translate, headers)
    if (outcome.status === 'offline') return outcome
    router.refresh()
    // A token that is gone: the link has got a new address.
    const meanwhile = ['StaleError', 'NotFoundError']
    if (outcome.status !== 'refused' || !meanwhile.includes(outcome.name)) return outcome
    setStale(true)
    return { ...outcome, name: 'ChangedMeanwhile', message: t('changedMeanwhile') }
  }
  /** What stood before the change that was sent: the one that was read last. */
  const before = stale ? link : base
  return { base, before, stale, send }
}

/** Changes a link's settings; a change by somebody else in between is shown, not overwritten. */
export function EditForm({ link, facts, onClose }: Props) {
  const t = useTranslations('desk')
  const toast = useToast()
  const { change } = useChange()
  const { base, before: stood, stale, send } = useEdit(link)
  function finish(body: FieldValues) {
    onClose()
    const before = undoOf(body, stood, new Date())
    const undone = {
      method: 'PUT',
      url: apiPath(link),
      body: before,
      done: t('ui.undone'),
    } as const
    const undo = async () => void (await change(undone))
    toast({ text: t('links.updated'), ...(before && { undo }) })
  }
  function finishUnchanged() {
    onClose()
    toast({ text: t('links.unchanged') })
  }
  return (
    <LinkFormFields
      initial={valuesOf(base)}
      standing={base.expiresAt}
      facts={facts}
      label={t('linkForm.save')}
      schema={updateSignupTokenSchema}
      toBody={(form) => changesOf(form, base, new Date())}
      send={send}
      onUnchanged={finishUnchanged}
      onDone={(_, body) => finish(body)}
      notice={stale && <Differences before={base} after={link} />}
    />
  )
}

/** What somebody else has changed since the form was filled. */
function Differences({ before, after }: { before: LinkView; after: LinkView }) {
  const t = useTranslations('desk.linkForm')
  const roleName = useTranslations('roles')
  const locale = useLocale()
  const words: Words = {
    instant: (iso) => formatInstant(new Date(iso), { locale }),
    role: (id) => roleName(roleKey(id)),
    word: t,
  }
  const found = differences(before, after, words)
  if (found.length === 0) return null
  return (
    <ul className="note note-warn">
      {found.map(({ what, ...values }) => (
        <li key={what}>{t('wasNow', { field: t(what), ...values })}</li>
      ))}
    </ul>
  )
}
