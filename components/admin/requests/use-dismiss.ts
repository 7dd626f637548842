'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { submitJson } from '@/components/forms/submit-json'
import { type RequestView, requestsApi } from './request-view'

type State = 'open' | 'dismissed'

/** Says how many requests changed, and offers to undo just these: others may have been answered meanwhile. */
function useNotice() {
  const t = useTranslations('desk.requests')
  const toast = useToast()
  const { change, busy } = useChange()
  const textOf = (state: State, count: number) =>
    t(state === 'open' ? 'reopened' : 'dismissedToast', { count })
  function tell(ids: number[], state: State) {
    const back = state === 'open' ? 'dismissed' : 'open'
    const body = { state: back, ids }
    const done = textOf(back, ids.length)
    const undo = async () => void (await change({ method: 'PUT', url: requestsApi, body, done }))
    toast({ text: textOf(state, ids.length), ...(ids.length > 0 && { undo }) })
  }
  return { tell, busy }
}

/** Dismisses requests, one or several, and opens them again. */
export function useDismiss() {
  const router = useRouter()
  const toast = useToast()
  const { translate, errorText } = useSentences()
  const { tell, busy } = useNotice()
  const [sending, setSending] = useState(false)
  async function set(requests: RequestView[], state: State) {
    setSending(true)
    const body = { state, ids: requests.map(({ id }) => id) }
    const outcome = await submitJson<{ changed: number[] }>('PUT', requestsApi, body, translate)
    setSending(false)
    if (outcome.status === 'done') tell(outcome.value.changed, state)
    else toast({ text: errorText(outcome) })
    if (outcome.status !== 'offline') router.refresh()
    return outcome
  }
  return { set, busy: busy || sending }
}
