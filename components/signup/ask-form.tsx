'use client'

import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { untilLeft, useApiForm } from '@/components/forms/use-api-form'
import { type InviteRequestInput, inviteRequestSchema } from '@/lib/schemas/account'

type Label =
  | 'email'
  | 'submit'
  | 'submitting'
  | 'summary'
  | 'titlePrefix'
  | 'offline'
  | 'busy'
  | 'limited'

type Props = {
  action: string
  /** Where it is said that the request was sent. */
  done: string
  labels: Record<Label, string>
  messages: Record<string, string>
  typed: { email?: string }
  problems: SummaryItem[]
}

/** The address of who asks for a new invite. It is whole without scripts. */
export function AskForm({ action, done, labels, messages, typed, problems }: Props) {
  const { register, errorOf, onSubmit, busy, summary } = useApiForm<
    InviteRequestInput,
    InviteRequestInput
  >({
    schema: inviteRequestSchema,
    fields: ['email'],
    messages,
    labels,
    problems,
    send: (body, translate) => submitJson('POST', action, body, translate),
    onDone: () => {
      window.location.assign(done)
      return untilLeft()
    },
    onRefused: ({ name }) => {
      if (!name.startsWith('Invite')) return labels.busy
      // The link is open again: its page says so.
      window.location.reload()
      return null
    },
  })
  return (
    <Form action={action} onSubmit={onSubmit} busy={busy} summary={summary} labels={labels}>
      <Field
        {...register('email')}
        id="email"
        label={labels.email}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={typed.email}
        error={errorOf('email')}
      />
    </Form>
  )
}
