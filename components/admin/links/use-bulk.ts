'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import { errorText } from '@/components/admin/ui/use-change'
import { submitJson } from '@/components/forms/submit-json'
import type { BulkInput } from '@/lib/schemas/bulk'
import type { BulkResponse } from '@/lib/schemas/responses'

type Action = BulkInput['action']

const url = '/api/admin/invite-link/bulk'

const done: Record<Action, string> = {
  pause: 'paused',
  resume: 'resumed',
  revoke: 'revoked',
  restore: 'restored',
  extend: 'updated',
}

const opposite = { pause: 'resume', resume: 'pause', revoke: 'restore', restore: 'revoke' } as const

/** What is sent to undo a change, or null where nothing was changed. */
function undoOf(action: Action, { results }: BulkResponse): BulkInput | null {
  const changed = results.filter(({ result }) => result === 'changed')
  const tokens = changed.map(({ token }) => token)
  if (tokens.length === 0) return null
  if (action !== 'extend') return { tokens, action: opposite[action] }
  return { tokens, action, ends: changed.flatMap(({ endedBefore }) => endedBefore ?? []) }
}

/** How a change of many links went, in a sentence. */
function summaryOf(action: Action, { results }: BulkResponse): string {
  const count = (wanted: string) => results.filter(({ result }) => result === wanted).length
  const changed = count('changed')
  const reasons = new Set(results.flatMap(({ reason }) => reason ?? []))
  const parts = [
    `${changed} ${changed === 1 ? 'link' : 'links'} ${done[action]}.`,
    count('unchanged') > 0 ? `${count('unchanged')} unchanged.` : '',
    count('missing') > 0 ? `${count('missing')} not found.` : '',
    ...[...reasons].map((reason) => `${count('refused')} could not be changed: ${reason}`),
  ]
  return parts.filter(Boolean).join(' ')
}

/** Changes many links at once, says how it went, and offers to undo it. */
export function useBulk() {
  const router = useRouter()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  async function send(body: BulkInput, isUndo = false): Promise<boolean> {
    setBusy(true)
    const outcome = await submitJson<BulkResponse>('POST', url, body, (_, detail) => detail)
    setBusy(false)
    router.refresh()
    if (outcome.status !== 'done') {
      toast({ text: errorText(outcome) })
      return false
    }
    const undo = isUndo ? null : undoOf(body.action, outcome.value)
    const text = isUndo ? 'Undone.' : summaryOf(body.action, outcome.value)
    toast({ text, ...(undo && { undo: async () => void (await send(undo, true)) }) })
    return true
  }
  return { send, busy }
}
