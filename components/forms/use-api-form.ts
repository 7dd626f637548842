'use client'

import { useState } from 'react'
import { type FieldPath, type FieldValues, type Resolver, useForm } from 'react-hook-form'
import type { SummaryItem } from './problem-list'
import type { Outcome } from './submit-json'

type Options<T extends FieldValues> = {
  resolver: Resolver<T>
  /** In the order of the page. */
  fields: readonly FieldPath<T>[]
  /** A sentence for each error code that this form can meet. */
  messages: Record<string, string>
  labels: { offline: string; busy: string; limited: string }
  /** What a browser without scripts was told about its last try. */
  problems?: SummaryItem[]
  send: (values: T) => Promise<Outcome<unknown>>
  /** Leaves the page. The form stays busy, so that nothing is sent twice. */
  onDone: () => void
  /** A sentence for an error that is about no field; null leaves the page as it is. */
  onRefused?: (name: string) => string | null
}

const forever = () => new Promise<void>(() => undefined)

/** A form that talks to the API: react-hook-form, the API's errors on their fields, and a summary. */
export function useApiForm<T extends FieldValues>(options: Options<T>) {
  const { resolver, fields, messages, labels, problems = [], send, onDone, onRefused } = options
  const [attempt, setAttempt] = useState(0)
  const [formProblem, setFormProblem] = useState<string | null>(null)
  const { register, handleSubmit, setError, formState } = useForm<T>({
    resolver,
    shouldFocusError: false,
  })
  const failed = () => setAttempt((count) => count + 1)

  async function submit(values: T) {
    setFormProblem(null)
    const outcome = await send(values)
    if (outcome.status === 'done') {
      onDone()
      return await forever()
    }
    if (outcome.status === 'offline') setFormProblem(labels.offline)
    else showRefusal(outcome)
    failed()
  }

  function showRefusal({
    name,
    problems: found,
  }: Extract<Outcome<unknown>, { status: 'refused' }>) {
    for (const { field, message } of found) {
      const known = fields.find((candidate) => candidate === field)
      if (known) setError(known, { message })
      else setFormProblem(message)
    }
    if (found.length > 0) return
    if (name === 'RateLimitError') return setFormProblem(labels.limited)
    setFormProblem(onRefused ? onRefused(name) : labels.busy)
  }

  const fromServer = formState.submitCount === 0 ? problems : []
  const errorOf = (name: FieldPath<T>) => {
    const code = formState.errors[name]?.message
    if (typeof code === 'string') return messages[code] ?? code
    return fromServer.find(({ field }) => field === name)?.message
  }
  const items: SummaryItem[] = [
    ...(formProblem ? [{ field: null, message: formProblem }] : []),
    ...fromServer.filter(({ field }) => field === null),
    ...fields.map((field) => ({ field, message: errorOf(field) ?? '' })),
  ].filter(({ message }) => message !== '')
  const onSubmit = (event: React.FormEvent) => {
    if (formState.isSubmitting) return event.preventDefault()
    void handleSubmit(submit, failed)(event)
  }
  return { register, errorOf, onSubmit, busy: formState.isSubmitting, summary: { items, attempt } }
}
