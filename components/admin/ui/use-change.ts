'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type NextStep, useToast } from '@/components/admin/ui/toasts'
import {
  type Method,
  type Outcome,
  submitJson,
  type Translate,
} from '@/components/forms/submit-json'
import { useSentences } from './use-sentences'

type Change = {
  method: Method
  url: string
  body?: unknown
  /** What to say when it is done. */
  done: string
  /** The change that undoes it, where there is one. */
  undo?: Omit<Change, 'undo'>
  /** What often comes next, on another page. */
  next?: NextStep
  /** The version that was read: a change by somebody else in between is shown, not overwritten. */
  ifMatch?: string
  /** Without it the sentences of the desk's forms are told. */
  translate?: Translate
  /** Whether a form shows what is wrong with its fields; the toast then says only the rest. */
  inForm?: boolean
}

/** Sends a change to the API, says how it went, offers to undo it, and refreshes the page. */
export function useChange() {
  const router = useRouter()
  const toast = useToast()
  const sentences = useSentences()
  const [busy, setBusy] = useState(false)
  async function change<T>({
    method,
    url,
    body,
    done,
    undo,
    next,
    ifMatch,
    translate = sentences.translate,
    inForm = false,
  }: Change): Promise<Outcome<T>> {
    setBusy(true)
    const outcome = await submitJson<T>(method, url, body, translate, {
      ...(ifMatch && { 'if-match': ifMatch }),
    })
    setBusy(false)
    if (outcome.status === 'done') {
      toast({
        text: done,
        ...(next && { next }),
        ...(undo && { undo: async () => void (await change(undo)) }),
      })
    } else if (!inForm || outcome.status === 'offline' || outcome.problems.length === 0) {
      toast({ text: sentences.errorText(outcome) })
    }
    // Without a connection a refresh would load the page anew, and lose what was typed.
    if (outcome.status !== 'offline') router.refresh()
    return outcome
  }
  return { change, busy }
}
