'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { submitJson } from '@/components/forms/submit-json'
import { copyText } from '@/components/ui/copy-text'
import { type RequestView, requestsApi } from './request-view'

type Fresh = { url: string; expiresAt: string }

/** Answers requests with fresh links: creates one, copies its address where the browser allows, offers to undo it. */
export function useAnswer() {
  const t = useTranslations('desk.requests')
  const router = useRouter()
  const toast = useToast()
  const { change, busy } = useChange()
  const { translate, errorText } = useSentences()
  const [answered, setAnswered] = useState<RequestView[]>([])
  const [sending, setSending] = useState(false)

  const forget = (id: number) => setAnswered((rows) => rows.filter((row) => row.id !== id))

  async function takeBack({ id }: RequestView) {
    const url = `${requestsApi}/${id}`
    const body = { state: 'open' }
    const { status } = await change({ method: 'PUT', url, body, done: t('takenBack') })
    if (status === 'done') forget(id)
  }

  async function answer(request: RequestView, button: HTMLElement) {
    setSending(true)
    const url = `${requestsApi}/${request.id}/answer`
    const outcome = await submitJson<Fresh>('POST', url, undefined, translate)
    setSending(false)
    if (outcome.status === 'done') {
      const { url: address, expiresAt } = outcome.value
      const copied = await copyText(address, null, button)
      const fresh = { url: address, expiresAt, link: null }
      setAnswered((rows) => [...rows, { ...request, state: 'answered', answer: fresh }])
      const text = t(copied ? 'sentCopied' : 'sentCreated', { email: request.name })
      toast({ text, undo: () => takeBack(request) })
    } else toast({ text: errorText(outcome) })
    if (outcome.status !== 'offline') router.refresh()
  }

  return { answered, answer, takeBack, busy: busy || sending }
}
