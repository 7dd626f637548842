'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { submitJson } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'

type Props = {
  /** The address of this link's reversals. */
  api: string
  since: string
  count: number
  /** Why nobody can join through the link any more; null while somebody may. */
  ended: 'paused' | 'revoked' | null
}

/** Removes everyone in the preview at once, and offers to undo it. */
export function RollbackForm({ api, since, count, ended }: Props) {
  const t = useTranslations('desk.rollback')
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const { errorText } = useSentences()
  const scripting = useScripting()
  const [pause, setPause] = useState(true)
  const [busy, setBusy] = useState(false)

  async function rollback() {
    setBusy(true)
    const body = { since, pause: ended === null && pause }
    const outcome = await submitJson<{ id: number; count: number }>('POST', api, body, (_, d) => d)
    setBusy(false)
    if (outcome.status === 'done') {
      const { id, count: removed } = outcome.value
      const done = t('undone', { count: removed })
      const undo = async () => void (await change({ method: 'DELETE', url: `${api}/${id}`, done }))
      toast({ text: t('removed', { count: removed }), undo })
    } else toast({ text: errorText(outcome) })
    if (outcome.status !== 'offline') router.refresh()
  }

  return (
    <>
      {ended ? (
        <p className="soft">{t(ended === 'revoked' ? 'alreadyRevoked' : 'alreadyPaused')}</p>
      ) : (
        <label className="check">
          <input
            type="checkbox"
            checked={pause}
            onChange={(event) => setPause(event.currentTarget.checked)}
          />
          {t('pause')}
        </label>
      )}
      <div>
        <button
          type="button"
          className="button button-destroy"
          disabled={!scripting}
          aria-busy={busy}
          onClick={() => void rollback()}
        >
          {t('remove', { count })}
        </button>
      </div>
    </>
  )
}
