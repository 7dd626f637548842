'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Dialog, DialogActions } from '@/components/admin/ui/dialog'
import { useToast } from '@/components/admin/ui/toasts'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { Field } from '@/components/forms/field'
import { submitJson } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'

type Props = { person: { id: number; name: string; email: string; version: number } }

/** Deletes a person permanently; because that cannot be undone, it asks for their email address. */
export function PersonDelete({ person }: Props) {
  const t = useTranslations('desk.person')
  const scripting = useScripting()
  const [open, setOpen] = useState(false)
  const { name } = person
  return (
    <div className="stack">
      <p className="soft">{t('deleteText')}</p>
      <p className="soft">{t('deleteStays')}</p>
      <div className="row">
        <button
          type="button"
          className="button button-danger"
          disabled={!scripting}
          onClick={() => setOpen(true)}
        >
          {t('deleteButton')}
        </button>
      </div>
      <Dialog open={open} title={t('deleteTitle', { name })} onClose={() => setOpen(false)}>
        <DeleteForm person={person} />
      </Dialog>
    </div>
  )
}

function DeleteForm({ person }: Props) {
  const t = useTranslations('desk.person')
  const router = useRouter()
  const toast = useToast()
  const { errorText } = useSentences()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [typed, setTyped] = useState('')
  const { id, name, email, version } = person
  const isMatch = typed.trim().toLowerCase() === email

  async function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy || !isMatch) return
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
    toast({ text: t('deleted', { name }) })
    router.push('/admin/people')
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void remove(event)}>
      <p>{t('deleteText')}</p>
      <p>{t('deleteStays')}</p>
      <p>{t('deleteInstead')}</p>
      <Field
        id="confirm"
        label={t('deleteConfirm', { email })}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={error}
      />
      <DialogActions>
        <button
          type="submit"
          className="button button-destroy"
          disabled={!isMatch}
          aria-busy={busy}
        >
          {t('deletePermanently')}
        </button>
      </DialogActions>
    </form>
  )
}
