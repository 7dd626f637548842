'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { type Outcome, submitJson } from '@/components/forms/submit-json'
import type { BulkInput } from '@/lib/schemas/bulk'
import type { BulkResponse } from '@/lib/schemas/responses'

type Action = BulkInput['action']

const url = '/api/admin/invite-link/bulk'

const done = {
  pause: 'donePause',
  resume: 'doneResume',
  revoke: 'doneRevoke',
  restore: 'doneRestore',
  extend: 'doneExtend',
} as const satisfies Record<Action, string>

const opposite = { pause: 'resume', resume: 'pause', revoke: 'restore', restore: 'revoke' } as const

/** What is sent to undo a change, or null where nothing was changed. */
function undoOf(action: Action, { results }: BulkResponse): BulkInput | null {
  const changed = results.filter(({ result }) => result === 'changed')
  const tokens = changed.map(({ token }) => token)
  if (tokens.length === 0) return null
  if (action !== 'extend') return { tokens, action: opposite[action] }
  return { tokens, action, ends: changed.flatMap(({ endedBefore }) => endedBefore ?? []) }
}

/** How a change of many links went, in a sentence for each result that occurred. */
function useSummary() {
  const t = useTranslations('desk.bulk')
  return (action: Action, { results }: BulkResponse) => {
    const count = (wanted: string) => results.filter(({ result }) => result === wanted).length
    const rest = (['unchanged', 'missing', 'refused'] as const).filter(
      (result) => count(result) > 0,
    )
    const sentences = rest.map((result) => t(result, { count: count(result) }))
    return [t(done[action], { count: count('changed') }), ...sentences].join(' ')
  }
}

/** Changes many links at once, says how it went, and offers to undo it. */
export function useBulk() {
  const router = useRouter()
  const toast = useToast()
  const t = useTranslations('desk.ui')
  const summaryOf = useSummary()
  const { translate, errorText } = useSentences()
  const [busy, setBusy] = useState(false)
  async function send(body: BulkInput, isUndo = false): Promise<Outcome<BulkResponse>> {
    setBusy(true)
    const outcome = await submitJson<BulkResponse>('POST', url, body, translate)
    setBusy(false)
    if (outcome.status !== 'offline') router.refresh()
    if (outcome.status !== 'done') {
      toast({ text: errorText(outcome) })
      return outcome
    }
    const undo = isUndo ? null : undoOf(body.action, outcome.value)
    const text = isUndo ? t('undone') : summaryOf(body.action, outcome.value)
    toast({ text, ...(undo && { undo: async () => void (await send(undo, true)) }) })
    return outcome
  }
  return { send, busy }
}
