'use client'

import { useState } from 'react'
import { type DefaultValues, type FieldPath, type FieldValues, useForm } from 'react-hook-form'
import type * as z from 'zod/mini'
import { resolverOf } from './api-resolver'
import type { SummaryItem } from './problem-list'
import type { Outcome, Refusal, Translate } from './submit-json'

type Options<Values extends FieldValues, Body extends FieldValues, Result> = {
  /** The schema by which the API reads the body. */
  schema: z.ZodMiniType<Body, FieldValues>
  /** The names of the controls, in the order of the page. */
  fields: readonly FieldPath<Values>[]
  defaultValues?: DefaultValues<Values>
  /** The body for what the controls hold, where that is not the body itself. */
  toBody?: (values: Values) => FieldValues
  /** The control that shows a problem with a field of the body (`a.b` where nested), or null. */
  fieldOf?: (field: string, values: Values) => FieldPath<Values> | null
  /** A sentence for each error code that this form can meet. */
  messages: Record<string, string>
  labels: { offline: string; busy: string; limited: string }
  /** What a browser without scripts was told about its last try. */
  problems?: SummaryItem[]
  /** Whether the first control with a problem takes the focus. Without it the summary does. */
  focusesField?: boolean
  send: (body: Body, translate: Translate, values: Values) => Promise<Outcome<Result>>
  /** For a change of nothing: called instead of `send`. */
  onUnchanged?: () => void
  /** The form stays busy until this is done; what leaves the page ends with `untilLeft`. */
  onDone: (result: Result, body: Body) => void | Promise<void>
  /** Says what is wrong with no field. Without it the summary does. */
  tell?: (sentence: string) => void
  /** A sentence for an error that is about no field; null leaves the page as it is. */
  onRefused?: (refusal: Refusal) => string | null
}

/** Never ends: the page is being left, and nothing may be sent twice meanwhile. */
export const untilLeft = () => new Promise<void>(() => undefined)

/** A form that talks to the API: checked by the API's own schema, its errors on their controls, and a summary. */
export function useApiForm<Values extends FieldValues, Body extends FieldValues, Result = unknown>(
  options: Options<Values, Body, Result>,
) {
  const { fields, messages, labels, problems = [], focusesField = false } = options
  const { toBody = (values) => values, defaultValues } = options
  const own = (name: string) => fields.find((candidate) => candidate === name) ?? null
  const { fieldOf = own } = options
  const [attempt, setAttempt] = useState(0)
  const form = useForm<Values, unknown, Body>({
    resolver: resolverOf({ schema: options.schema, toBody, fieldOf }),
    shouldFocusError: focusesField,
    ...(defaultValues && { defaultValues }),
  })
  const { register, handleSubmit, setError, getValues, formState } = form
  const { tell = (message: string) => setError('root', { message }) } = options
  const failed = () => setAttempt((count) => count + 1)
  const translate: Translate = (code, detail) => messages[code] ?? detail

  async function submit(body: Body) {
    const outcome = await options.send(body, translate, getValues())
    if (outcome.status === 'done') return await options.onDone(outcome.value, body)
    if (outcome.status === 'offline') tell(labels.offline)
    else showRefusal(outcome)
    failed()
  }

  function showRefusal(refusal: Refusal) {
    for (const { field, message } of refusal.problems) {
      const control = fieldOf(field, getValues())
      if (control) setError(control, { message }, { shouldFocus: focusesField })
      else tell(message)
    }
    if (refusal.problems.length > 0) return
    const { onRefused = () => labels.busy } = options
    const message = refusal.name === 'RateLimitError' ? labels.limited : onRefused(refusal)
    if (message) tell(message)
  }

  const fromServer = formState.submitCount === 0 ? problems : []
  const errorOf = (name: FieldPath<Values>) => {
    const code = formState.errors[name]?.message
    if (typeof code === 'string') return messages[code] ?? code
    return fromServer.find(({ field }) => field === name)?.message
  }
  const problem = formState.errors.root?.message
  const items: SummaryItem[] = [
    ...(problem ? [{ field: null, message: messages[problem] ?? problem }] : []),
    ...fromServer.filter(({ field }) => field === null),
    ...fields.map((field) => ({ field, message: errorOf(field) ?? '' })),
  ].filter(({ message }) => message !== '')
  const onSubmit = (event: React.FormEvent) => {
    if (formState.isSubmitting) return event.preventDefault()
    const { onUnchanged } = options
    if (onUnchanged && Object.keys(toBody(getValues())).length === 0) {
      event.preventDefault()
      return onUnchanged()
    }
    void handleSubmit(submit, failed)(event)
  }
  const summary = { items, attempt }
  return { form, register, errorOf, problem, onSubmit, busy: formState.isSubmitting, summary }
}
