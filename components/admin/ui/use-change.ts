'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import {
  type Method,
  type Outcome,
  submitJson,
  type Translate,
} from '@/components/forms/submit-json'
import { formProblems } from './sentences'

type Change = {
  method: Method
  url: string
  body?: unknown
  /** What to say when it is done. */
  done: string
  /** The change that undoes it, where there is one. */
  undo?: Omit<Change, 'undo'>
  /** The version that was read: a change by somebody else in between is shown, not overwritten. */
  ifMatch?: string
  /** Without it the API's own sentences are told. */
  translate?: Translate
}

const stale =
  'Somebody else changed this in the meantime. You now see the latest version; try again.'

/** Why a change was refused, in a sentence. */
export function errorText(outcome: Exclude<Outcome<unknown>, { status: 'done' }>): string {
  if (outcome.status === 'offline') return formProblems.offline
  if (outcome.name === 'StaleError') return stale
  return outcome.problems[0]?.message ?? outcome.message ?? formProblems.busy
}

/** Sends a change to the API, says how it went, offers to undo it, and refreshes the page. */
export function useChange() {
  const router = useRouter()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  async function change<T>({
    method,
    url,
    body,
    done,
    undo,
    ifMatch,
    translate = (_, detail) => detail,
  }: Change): Promise<Outcome<T>> {
    setBusy(true)
    const outcome = await submitJson<T>(method, url, body, translate, {
      ...(ifMatch && { 'if-match': ifMatch }),
    })
    setBusy(false)
    if (outcome.status === 'done') {
      toast({ text: done, ...(undo && { undo: async () => void (await change(undo)) }) })
    } else toast({ text: errorText(outcome) })
    router.refresh()
    return outcome
  }
  return { change, busy }
}
